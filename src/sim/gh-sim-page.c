/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-page.h"

#include "gh-sim-base64.h"

static GhSimReply *
new_page (guint status, const char *title, const char *content, const char *script)
{
  g_autofree char *nonce = gh_sim_base64_random_url (16);
  g_autofree char *policy = NULL;
  g_autoptr (GString) html = g_string_new ("<!DOCTYPE html>\n<html lang=\"en\"><head>");
  GhSimReply *reply;

  g_string_append_printf (
      html,
      "<meta charset=\"utf-8\"><title>%s</title><style>"
      "body{font:16px sans-serif;max-width:26em;margin:4em auto}"
      "button{display:block;width:100%%;margin:.4em 0;padding:.6em;font:inherit;text-align:left}"
      ".simulator{color:#666;font-size:80%%}</style></head><body><h1>%s</h1>%s"
      "<p class=\"simulator\">This is a simulator. Never type a real password into it.</p>",
      title, title, content);
  if (script != NULL)
    g_string_append_printf (html, "<script nonce=\"%s\">%s</script>", nonce, script);
  g_string_append (html, "</body></html>\n");

  reply = gh_sim_reply_new_html (status, html->str);
  policy = g_strdup_printf ("default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-%s'; "
                            "frame-ancestors 'none'; base-uri 'none'",
                            nonce);
  gh_sim_reply_add_header (reply, "Content-Security-Policy", policy);
  gh_sim_reply_add_header (reply, "Cache-Control", "no-store");
  gh_sim_reply_add_header (reply, "Referrer-Policy", "no-referrer");
  gh_sim_reply_add_header (reply, "X-Content-Type-Options", "nosniff");

  return reply;
}

static void
append_user (GString *html, GhSimIdentity *user, gboolean chosen)
{
  g_autofree char *address = g_markup_escape_text (user->address, -1);
  g_autofree char *name = g_markup_escape_text (user->name, -1);

  g_string_append_printf (html, "<button name=\"user\" value=\"%s\"%s>%s – %s</button>", address,
                          chosen ? " autofocus data-chosen=\"yes\"" : "", name, address);
}

/**
 * gh_sim_page_new_sign_in:
 * @world: the tenant
 * @sign_in: the request
 * @context: what the form says to continue it
 *
 * Whom the application hinted at comes first and has the focus.
 *
 * Returns: (transfer full): the page that asks who is there
 */
GhSimReply *
gh_sim_page_new_sign_in (GhSimWorld *world, GhSimSignIn *sign_in, const char *context)
{
  GhSimIdentity *hinted = gh_sim_world_find_identity (world, sign_in->login_hint);
  g_autofree char *client = g_markup_escape_text (world->client_name, -1);
  g_autofree char *scope = g_markup_escape_text (sign_in->scope, -1);
  g_autoptr (GString) html = g_string_new (NULL);

  g_string_append_printf (html,
                          "<p>%s asks for: %s</p><form method=\"post\" action=\"login\">"
                          "<input type=\"hidden\" name=\"ctx\" value=\"%s\">",
                          client, scope, context);
  if (hinted != NULL && hinted->address != NULL)
    append_user (html, hinted, TRUE);
  for (guint i = 0; i < world->identities->len; i++)
    {
      GhSimIdentity *identity = g_ptr_array_index (world->identities, i);

      if (identity->address != NULL && identity != hinted)
        append_user (html, identity, FALSE);
    }
  g_string_append (html, "<button name=\"decline\" value=\"yes\">Decline</button></form>");

  return new_page (200, "Sign in to your account", html->str, NULL);
}

/**
 * gh_sim_page_new_error:
 * @text: what went wrong
 *
 * Returns: (transfer full): a page that leads nowhere
 */
GhSimReply *
gh_sim_page_new_error (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *content =
      g_strdup_printf ("<p>Sorry, but we’re having trouble signing you in.</p><pre>%s</pre>",
                       escaped);

  return new_page (400, "Sign in to your account", content, NULL);
}

/**
 * gh_sim_page_new_message:
 * @title: what happened
 * @text: what to do
 *
 * Returns: (transfer full): a page that is the last one
 */
GhSimReply *
gh_sim_page_new_message (const char *title, const char *text)
{
  g_autofree char *content = g_strdup_printf ("<p>%s</p>", text);

  return new_page (200, title, content, NULL);
}

/**
 * gh_sim_page_new_device_code:
 *
 * Returns: (transfer full): the page that asks for the code of another device
 */
GhSimReply *
gh_sim_page_new_device_code (void)
{
  return new_page (200, "Enter code",
                   "<form method=\"post\" action=\"deviceauth\"><p><label>Code: "
                   "<input name=\"otc\" autofocus></label></p><button>Next</button></form>",
                   NULL);
}

/**
 * gh_sim_page_new_device_users:
 * @world: the tenant
 * @user_code: what was entered
 *
 * Returns: (transfer full): the page that asks who is there
 */
GhSimReply *
gh_sim_page_new_device_users (GhSimWorld *world, const char *user_code)
{
  g_autofree char *code = g_markup_escape_text (user_code, -1);
  g_autofree char *client = g_markup_escape_text (world->client_name, -1);
  g_autoptr (GString) html = g_string_new (NULL);

  g_string_append_printf (html,
                          "<p>Are you trying to sign in to %s on another device?</p>"
                          "<form method=\"post\" action=\"deviceauth\">"
                          "<input type=\"hidden\" name=\"otc\" value=\"%s\">",
                          client, code);
  for (guint i = 0; i < world->identities->len; i++)
    {
      GhSimIdentity *identity = g_ptr_array_index (world->identities, i);

      if (identity->address != NULL)
        append_user (html, identity, FALSE);
    }
  g_string_append (html, "<button name=\"decline\" value=\"yes\">Decline</button></form>");

  return new_page (200, "Sign in on another device", html->str, NULL);
}

static GhSimReply *
new_form (GhSimSignIn *sign_in, const char *const *fields)
{
  g_autofree char *action = g_markup_escape_text (sign_in->redirect_uri, -1);
  g_autoptr (GString) html = g_string_new (NULL);

  g_string_append_printf (html, "<form method=\"post\" action=\"%s\">", action);
  for (guint i = 0; fields[i] != NULL; i += 2)
    {
      g_autofree char *value = g_markup_escape_text (fields[i + 1], -1);

      g_string_append_printf (html, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", fields[i],
                              value);
    }
  g_string_append (html, "<button>Continue</button></form>");

  return new_page (200, "Working", html->str, "document.forms[0].submit()");
}

static GhSimReply *
new_location (GhSimSignIn *sign_in, const char *const *fields)
{
  g_autoptr (GUri) uri = g_uri_parse (sign_in->redirect_uri, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GString) location = g_string_new (sign_in->redirect_uri);
  GhSimReply *reply = gh_sim_reply_new (302);

  /* Registered without a path, it comes back with one. */
  if (*g_uri_get_path (uri) == '\0')
    g_string_append_c (location, '/');
  for (guint i = 0; fields[i] != NULL; i += 2)
    {
      g_autofree char *value = g_uri_escape_string (fields[i + 1], NULL, FALSE);

      g_string_append_printf (location, "%c%s=%s", i == 0 ? '?' : '&', fields[i], value);
    }
  gh_sim_reply_add_header (reply, "Location", location->str);
  gh_sim_reply_add_header (reply, "Cache-Control", "no-store");
  gh_sim_reply_add_header (reply, "Referrer-Policy", "no-referrer");

  return reply;
}

/**
 * gh_sim_page_new_redirect:
 * @sign_in: the request
 * @fields: name, value, name, value…, NULL
 *
 * Returns: (transfer full): what brings @fields to the application, in the way that it asked for
 */
GhSimReply *
gh_sim_page_new_redirect (GhSimSignIn *sign_in, const char *const *fields)
{
  return g_str_equal (sign_in->response_mode, "form_post") ? new_form (sign_in, fields)
                                                           : new_location (sign_in, fields);
}
