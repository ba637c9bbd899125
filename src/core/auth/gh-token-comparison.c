/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-comparison.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *key;
  const char *title;
  const char *note;
} Claim;

/* In the order of GhTokenClaim. Claims are called by name: that is what one searches the vendor's
 * pages for. */
static const Claim CLAIMS[] = {
  { "scope", N_ ("Scope · scp"), N_ ("What the user allowed the application") },
  { "roles", N_ ("Roles · roles"), N_ ("What an administrator allowed the application") },
  { "application", N_ ("Application · appid"), N_ ("Who asked for the token") },
  { "user", N_ ("User · upn"), N_ ("On whose behalf") },
  { "audience", N_ ("Audience · aud"), N_ ("The service that takes it") },
  { "tenant", N_ ("Tenant · tid"), N_ ("Where it was issued") },
  { "kind", N_ ("Kind · idtyp"), N_ ("Whether a user stands behind it") },
  { "signIn", N_ ("Sign-in · amr"), N_ ("How the user proved it") },
  { "client", N_ ("Client · appidacr"), N_ ("How the application proved it") },
  { "end", N_ ("End · exp"), N_ ("Then it lets nobody in any more") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (CLAIMS) == GH_TOKEN_N_CLAIMS);

struct _GhTokenComparison
{
  GObject parent_instance;

  GhTokenView *one;
  GhTokenView *other;
  GPtrArray *rows;
  char *verdict;
  const char *explanation;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhTokenComparison,
                               gh_token_comparison,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
gh_token_comparison_get_item_type (GListModel *model)
{
  return GH_TYPE_TOKEN_ROW;
}

static guint
gh_token_comparison_get_n_items (GListModel *model)
{
  return GH_TOKEN_COMPARISON (model)->rows->len;
}

static gpointer
gh_token_comparison_get_item (GListModel *model, guint position)
{
  GPtrArray *rows = GH_TOKEN_COMPARISON (model)->rows;

  return position < rows->len ? g_object_ref (g_ptr_array_index (rows, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_token_comparison_get_item_type;
  iface->get_n_items = gh_token_comparison_get_n_items;
  iface->get_item = gh_token_comparison_get_item;
}

static void
gh_token_comparison_finalize (GObject *object)
{
  GhTokenComparison *self = GH_TOKEN_COMPARISON (object);

  g_clear_object (&self->one);
  g_clear_object (&self->other);
  g_ptr_array_unref (self->rows);
  g_free (self->verdict);

  G_OBJECT_CLASS (gh_token_comparison_parent_class)->finalize (object);
}

static void
gh_token_comparison_class_init (GhTokenComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_token_comparison_finalize;
}

static void
gh_token_comparison_init (GhTokenComparison *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
is_same_text (const char *one, const char *other)
{
  g_autofree char *folded = NULL;
  g_autofree char *other_folded = NULL;

  if (one == NULL || other == NULL)
    return one == other;

  /* Addresses and ids are the same in capitals. */
  folded = g_utf8_casefold (one, -1);
  other_folded = g_utf8_casefold (other, -1);

  return g_str_equal (folded, other_folded);
}

static gboolean
is_same (GhTokenComparison *self, GhTokenClaim claim)
{
  return is_same_text (gh_token_view_get_claim (self->one, claim),
                       gh_token_view_get_claim (self->other, claim));
}

static gboolean
is_comparison (GhTokenComparison *self)
{
  return self->other != NULL;
}

/* What can't be read differs from nothing: there is nothing to compare. */
static gboolean
is_comparable (GhTokenComparison *self)
{
  return is_comparison (self) && gh_token_view_is_readable (self->one) &&
         gh_token_view_is_readable (self->other);
}

/* What happened to one token, and what was reported of others like it, is the same answer. */
static gboolean
is_same_answer (GhTokenMay one, GhTokenMay other)
{
  const GhTokenMay refused = GH_TOKEN_MAY_NOT_AS_REFUSED;
  const GhTokenMay reported = GH_TOKEN_MAY_NOT_AS_REPORTED;

  return one == other || (one == refused && other == reported) ||
         (one == reported && other == refused);
}

static void
add_use (GhTokenComparison *self, GhTokenUse use, gint64 now)
{
  GhTokenMay one = gh_token_view_may (self->one, use, now);
  GhTokenMay other = is_comparison (self) ? gh_token_view_may (self->other, use, now) : one;
  GhTokenRow *row = gh_token_row_new (gh_token_use_to_key (use), gh_token_use_to_text (use), NULL,
                                      !is_same_answer (one, other));

  gh_token_row_add_cell (row, gh_token_may_to_text (one), gh_token_may_to_key (one),
                         gh_token_may_to_mark (one));
  if (is_comparison (self))
    gh_token_row_add_cell (row, gh_token_may_to_text (other), gh_token_may_to_key (other),
                           gh_token_may_to_mark (other));
  g_ptr_array_add (self->rows, row);
}

/* Each token has an end of its own, which is no difference in what it may do. */
static void
add_claim (GhTokenComparison *self, GhTokenClaim claim)
{
  const char *one = gh_token_view_get_claim (self->one, claim);
  const char *other = is_comparison (self) ? gh_token_view_get_claim (self->other, claim) : NULL;
  gboolean differs = is_comparable (self) && claim != GH_TOKEN_CLAIM_END && !is_same (self, claim);
  GhTokenRow *row;

  if (one == NULL && other == NULL)
    return;

  row = gh_token_row_new (CLAIMS[claim].key, _ (CLAIMS[claim].title), _ (CLAIMS[claim].note),
                          differs);
  gh_token_row_add_cell (row, one, gh_token_view_get_word (self->one, claim), GH_TOKEN_MARK_NONE);
  if (is_comparison (self))
    gh_token_row_add_cell (row, other, gh_token_view_get_word (self->other, claim),
                           GH_TOKEN_MARK_NONE);
  g_ptr_array_add (self->rows, row);
}

static void
put_differences_first (GhTokenComparison *self)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->rows->len; i++)
      {
        GhTokenRow *row = g_ptr_array_index (self->rows, i);

        if (gh_token_row_get_differs (row) == (pass == 0))
          g_ptr_array_add (sorted, g_object_ref (row));
      }
  g_ptr_array_unref (self->rows);
  self->rows = sorted;
}

static const char *
describe_subject (GhTokenComparison *self)
{
  gboolean application = gh_token_view_is_application (self->one);

  if (application != gh_token_view_is_application (self->other))
    return _ ("a user and an application");
  if (application)
    return is_same (self, GH_TOKEN_CLAIM_APPLICATION) ? _ ("same application")
                                                      : _ ("different applications");

  return is_same (self, GH_TOKEN_CLAIM_USER) ? _ ("same user") : _ ("different users");
}

static const char *
describe_permissions (GhTokenComparison *self)
{
  gboolean same_permissions =
      is_same (self, GH_TOKEN_CLAIM_SCOPE) && is_same (self, GH_TOKEN_CLAIM_ROLES);
  gboolean same_application = is_same (self, GH_TOKEN_CLAIM_APPLICATION) ||
                              gh_token_view_is_application (self->one) ||
                              gh_token_view_is_application (self->other);

  if (same_permissions && same_application)
    return _ ("same scope");
  if (same_permissions)
    return _ ("same scope, different application");

  return same_application ? _ ("different scope") : _ ("different scope and application");
}

static char *
dup_capitalized (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (text), NULL);
}

static char *
dup_difference (GhTokenComparison *self)
{
  const char *parts[6] = { describe_subject (self) };
  guint n = 1;
  g_autofree char *sentence = NULL;

  if (!is_same (self, GH_TOKEN_CLAIM_TENANT))
    parts[n++] = _ ("different tenant");
  parts[n++] =
      is_same (self, GH_TOKEN_CLAIM_AUDIENCE) ? _ ("same service") : _ ("different service");
  parts[n++] = describe_permissions (self);
  if (!is_same (self, GH_TOKEN_CLAIM_SIGN_IN))
    parts[n++] = _ ("different sign-in");
  sentence = g_strjoinv (", ", (char **)parts);

  return dup_capitalized (sentence);
}

static char *
dup_description (GhTokenView *view)
{
  const char *service = gh_token_view_get_service_name (view);

  if (service == NULL)
    return g_strdup (gh_token_view_is_application (view) ? _ ("An application’s token")
                                                         : _ ("A user’s token"));

  /* Translators: %s is a service, such as "Power BI" */
  return g_strdup_printf (gh_token_view_is_application (view) ? _ ("An application’s token for %s")
                                                              : _ ("A user’s token for %s"),
                          service);
}

static void
judge (GhTokenComparison *self)
{
  self->explanation = _ ("Decoded for display only. Nothing was validated: what a token may really "
                         "do is the service’s decision.");
  if (is_comparison (self) && !is_comparable (self))
    self->verdict =
        g_strdup (gh_token_view_is_readable (self->one) || gh_token_view_is_readable (self->other)
                      ? _ ("One of these tokens cannot be read. That is allowed.")
                      : _ ("These tokens cannot be read. That is allowed."));
  else if (!gh_token_view_is_readable (self->one))
    self->verdict = g_strdup (_ ("This token cannot be read. That is allowed."));
  else if (!is_comparison (self))
    self->verdict = dup_description (self->one);
  else
    {
      self->verdict = dup_difference (self);
      if (gh_token_view_impersonates (self->one) != gh_token_view_impersonates (self->other))
        self->explanation = _ ("So far only tokens with user_impersonation were taken as the "
                               "credential of a Power BI source; the vendor does not say why.");
    }
}

/**
 * gh_token_comparison_new:
 * @one: a token that was read
 * @other: (nullable): another one
 * @now: the time, in seconds since the epoch
 *
 * Returns: (transfer full): what they may do and say, differences first
 */
GhTokenComparison *
gh_token_comparison_new (GhTokenView *one, GhTokenView *other, gint64 now)
{
  GhTokenComparison *self;

  g_return_val_if_fail (GH_IS_TOKEN_VIEW (one), NULL);

  self = g_object_new (GH_TYPE_TOKEN_COMPARISON, NULL);
  self->one = g_object_ref (one);
  self->other = other != NULL ? g_object_ref (other) : NULL;
  for (guint use = 0; use < GH_TOKEN_N_USES; use++)
    add_use (self, (GhTokenUse)use, now);
  for (guint claim = 0; claim < GH_TOKEN_N_CLAIMS; claim++)
    add_claim (self, (GhTokenClaim)claim);
  put_differences_first (self);
  judge (self);

  return self;
}

/**
 * gh_token_comparison_get_verdict:
 * @self: a comparison
 *
 * Returns: (transfer none): what it comes to
 */
const char *
gh_token_comparison_get_verdict (GhTokenComparison *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_COMPARISON (self), NULL);

  return self->verdict;
}

/**
 * gh_token_comparison_get_explanation:
 * @self: a comparison
 *
 * Returns: (transfer none): what follows from that, and what does not
 */
const char *
gh_token_comparison_get_explanation (GhTokenComparison *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_COMPARISON (self), NULL);

  return self->explanation;
}
