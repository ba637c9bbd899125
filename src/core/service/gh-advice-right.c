/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Refusal A (seed-exchange.md, 3): the caller lacks a right. In the cloud it is the owner's, on a
 * gateway that of a gateway administrator. */

#include "gh-advice-case.h"

#include <glib/gi18n-lib.h>

#include "gh-text.h"

static const char *
get_item_title (GhAdviceCase *self)
{
  return gh_node_get_title (GH_NODE (self->item));
}

static void
add_sign_in_as_owner (GhAdviceCase *self)
{
  const char *owner = self->item != NULL ? gh_item_get_owner (self->item) : NULL;

  /* An application can own something too, and can't sign in in a browser. */
  if (owner == NULL || strchr (owner, '@') == NULL)
    return;

  gh_advice_case_add (self, GH_REMEDY_SIGN_IN_AS_OWNER, _ ("Sign in as the owner"),
                      _ ("Keeps everything as it is, and sends again"), _ ("Sign In…"), owner);
}

static char *
describe_take_over (guint cloud_sources)
{
  if (cloud_sources == 0)
    return g_strdup (_ ("You become the owner. This wipes the credentials of its cloud data "
                        "sources; refreshes fail until all are set again."));
  if (cloud_sources == 1)
    return g_strdup (_ ("You become the owner. This wipes the credential of its cloud data source; "
                        "refreshes fail until it is set again."));
  if (cloud_sources == 2)
    return g_strdup (_ ("You become the owner. This wipes the credentials of its 2 cloud data "
                        "sources; refreshes fail until both are set again."));

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "You become the owner. This wipes the credentials of its %u cloud data source; "
                   "refreshes fail until all are set again.",
                   "You become the owner. This wipes the credentials of its %u cloud data sources; "
                   "refreshes fail until all are set again.",
                   cloud_sources),
      cloud_sources);
}

/* Power BI knows a take-over only inside a workspace (powerbi-api.md, 4). */
static void
add_take_over (GhAdviceCase *self)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (gh_item_get_workspace (self->item) == NULL)
    return;

  title = g_strdup_printf (_ ("Take over “%s”"), get_item_title (self));
  subtitle = describe_take_over (gh_item_count_cloud_datasources (self->item));
  gh_advice_case_add (self, GH_REMEDY_TAKE_OVER, title, subtitle, _ ("Take Over…"), NULL);
}

/**
 * gh_advice_right_add_owner_rows:
 * @self: a case
 *
 * Adds what helps somebody who does not own a cloud data source.
 */
void
gh_advice_right_add_owner_rows (GhAdviceCase *self)
{
  g_autofree char *message = NULL;

  add_sign_in_as_owner (self);
  if (self->item == NULL)
    {
      gh_advice_right_add_someone_else_row (self);
      return;
    }

  add_take_over (self);
  message = gh_advice_message_for_owner (self);
  gh_advice_case_add (self, GH_REMEDY_COPY_MESSAGE, _ ("Ask the owner"),
                      _ ("A message that says what to change and why"), _ ("Copy Message"),
                      message);
}

/**
 * gh_advice_right_add_administrator_row:
 * @self: a case
 *
 * Adds a message for those who administer the gateway.
 */
void
gh_advice_right_add_administrator_row (GhAdviceCase *self)
{
  g_autofree char *message = gh_advice_message_for_gateway_administrator (self);

  gh_advice_case_add (self, GH_REMEDY_COPY_MESSAGE, _ ("Ask an administrator"),
                      _ ("A message that says what to change and why"), _ ("Copy Message"),
                      message);
}

/**
 * gh_advice_right_add_someone_else_row:
 * @self: a case
 *
 * Adds a sign-in that is not bound to a certain name. Nothing is sent by itself afterwards, since
 * nobody knows beforehand who it will be.
 */
void
gh_advice_right_add_someone_else_row (GhAdviceCase *self)
{
  gh_advice_case_add (self, GH_REMEDY_SIGN_IN_AGAIN, _ ("Sign in as someone else"),
                      _ ("Keeps everything as it is"), _ ("Sign In…"), NULL);
}

static void
explain_on_premises (GhAdviceCase *self, const char *text)
{
  gh_advice_case_say (self, _ ("Only a Gateway Administrator May Do This"), text);
  gh_advice_right_add_administrator_row (self);
  gh_advice_right_add_someone_else_row (self);
}

static void
explain_gateway (GhAdviceCase *self)
{
  GhGateway *gateway = gh_datasource_get_gateway (self->datasource);
  g_autofree char *text = NULL;

  if (gateway != NULL)
    text = g_strdup_printf (_ ("%s is administered by others."),
                            gh_node_get_title (GH_NODE (gateway)));
  else
    text = g_strdup (_ ("Its gateway is administered by others."));
  explain_on_premises (self, text);
}

/* Whose cloud data source this is. It is a guess where the account may read nothing of it, but for
 * kind PowerBI, which is never on-premises. */
static char *
describe_owner (GhAdviceCase *self)
{
  gboolean sure = gh_datasource_get_place (self->datasource) == GH_PLACE_CLOUD ||
                  gh_advice_case_is_power_bi (self);
  const char *owner = self->item != NULL ? gh_item_get_owner (self->item) : NULL;
  g_autofree char *shown =
      owner != NULL && *owner != '\0' ? gh_text_to_display (owner) : g_strdup (_ ("somebody else"));

  if (sure)
    return g_strdup_printf (_ ("This is a cloud data source of %s."), shown);

  return g_strdup_printf (_ ("This is probably a cloud data source of %s."), shown);
}

static void
explain_cloud (GhAdviceCase *self)
{
  g_autofree char *owner = describe_owner (self);
  g_autofree char *caller = NULL;
  g_autofree char *text = NULL;

  if (self->caller != NULL)
    caller = g_strdup_printf (_ ("You are signed in as %s."), self->caller);
  text = caller != NULL ? g_strconcat (owner, " ", caller, NULL) : g_strdup (owner);
  gh_advice_case_say (self, _ ("Only the Owner May Change This Credential"), text);
  gh_advice_right_add_owner_rows (self);
}

static void
explain_to_owner (GhAdviceCase *self)
{
  g_autofree char *text = NULL;

  if (gh_datasource_get_place (self->datasource) == GH_PLACE_UNKNOWN &&
      !gh_advice_case_is_power_bi (self))
    {
      text =
          g_strdup_printf (_ ("You own “%s” and may not read this data source, so it is probably "
                              "on a gateway that others administer."),
                           get_item_title (self));
      explain_on_premises (self, text);
      return;
    }

  text = g_strdup_printf (_ ("You own “%s”, and Power BI refused all the same. The permission "
                             "Dataset.ReadWrite.All may be missing, or its consent."),
                          get_item_title (self));
  gh_advice_case_say (self, _ ("Power BI Refused the Owner"), text);
  gh_advice_case_add_sign_in_again (self);
}

/**
 * gh_advice_right_explain:
 * @self: a case
 *
 * Explains refusal A by where the data source is and by who owns it.
 */
void
gh_advice_right_explain (GhAdviceCase *self)
{
  if (gh_datasource_get_place (self->datasource) == GH_PLACE_ON_PREMISES ||
      gh_datasource_get_gateway (self->datasource) != NULL)
    explain_gateway (self);
  else if (gh_advice_case_is_caller_owner (self) == GH_TRI_TRUE)
    explain_to_owner (self);
  else
    explain_cloud (self);
}
