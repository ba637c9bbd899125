/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-remedy.h"

struct _GhRemedy
{
  GObject parent_instance;

  GhRemedyKind kind;
  char *title;
  char *subtitle;
  char *button_label;
  char *parameter;
};

G_DEFINE_FINAL_TYPE (GhRemedy, gh_remedy, G_TYPE_OBJECT)

static void
gh_remedy_finalize (GObject *object)
{
  GhRemedy *self = GH_REMEDY (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->button_label);
  g_free (self->parameter);

  G_OBJECT_CLASS (gh_remedy_parent_class)->finalize (object);
}

static void
gh_remedy_class_init (GhRemedyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_remedy_finalize;
}

static void
gh_remedy_init (GhRemedy *self)
{
}

/**
 * gh_remedy_new:
 * @kind: what is to be done
 * @title: what it does, for the row
 * @subtitle: what it costs, for the row
 * @button_label: a verb
 * @parameter: (nullable): whom to sign in as, which message to copy
 *
 * The texts are plain text, ready to show.
 *
 * Returns: (transfer full): a remedy
 */
GhRemedy *
gh_remedy_new (GhRemedyKind kind,
               const char *title,
               const char *subtitle,
               const char *button_label,
               const char *parameter)
{
  GhRemedy *self;

  g_return_val_if_fail (title != NULL && subtitle != NULL && button_label != NULL, NULL);

  self = g_object_new (GH_TYPE_REMEDY, NULL);
  self->kind = kind;
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->button_label = g_strdup (button_label);
  self->parameter = g_strdup (parameter);

  return self;
}

/**
 * gh_remedy_get_kind:
 * @self: a remedy
 *
 * Returns: what is to be done
 */
GhRemedyKind
gh_remedy_get_kind (GhRemedy *self)
{
  g_return_val_if_fail (GH_IS_REMEDY (self), GH_REMEDY_TRY_AGAIN);

  return self->kind;
}

/**
 * gh_remedy_get_title:
 * @self: a remedy
 *
 * Returns: (transfer none): what it does
 */
const char *
gh_remedy_get_title (GhRemedy *self)
{
  g_return_val_if_fail (GH_IS_REMEDY (self), NULL);

  return self->title;
}

/**
 * gh_remedy_get_subtitle:
 * @self: a remedy
 *
 * Returns: (transfer none): what it costs
 */
const char *
gh_remedy_get_subtitle (GhRemedy *self)
{
  g_return_val_if_fail (GH_IS_REMEDY (self), NULL);

  return self->subtitle;
}

/**
 * gh_remedy_get_button_label:
 * @self: a remedy
 *
 * Returns: (transfer none): the verb of its button
 */
const char *
gh_remedy_get_button_label (GhRemedy *self)
{
  g_return_val_if_fail (GH_IS_REMEDY (self), NULL);

  return self->button_label;
}

/**
 * gh_remedy_get_parameter:
 * @self: a remedy
 *
 * For %GH_REMEDY_SIGN_IN_AS_OWNER the owner, who must be the one who signs in; for
 * %GH_REMEDY_SIGN_IN_AGAIN a hint for the sign-in page, %NULL where anybody may sign in; for
 * %GH_REMEDY_COPY_MESSAGE the message, which holds no secret.
 *
 * Returns: (transfer none) (nullable): what is needed to carry it out
 */
const char *
gh_remedy_get_parameter (GhRemedy *self)
{
  g_return_val_if_fail (GH_IS_REMEDY (self), NULL);

  return self->parameter;
}
