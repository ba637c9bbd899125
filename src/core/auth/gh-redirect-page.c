/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-redirect-page.h"

#include <glib/gi18n-lib.h>

/* Nothing is loaded from elsewhere, and nothing that came with the request is repeated here. */
static const char frame[] =
    "<!DOCTYPE html>\n"
    "<html><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    "<meta name=\"color-scheme\" content=\"light dark\">"
    "<title>Gatehouse</title><style>"
    "body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;"
    "font:1rem/1.5 system-ui,sans-serif;background:#fafafa;color:#1e1e1e}"
    "main{max-width:30rem;padding:2rem}h1{font-size:1.5rem;margin:0 0 .5rem}p{margin:0}"
    "@media(prefers-color-scheme:dark){body{background:#242424;color:#fff}}"
    "</style></head><body><main role=\"status\"><h1>%s</h1><p>%s</p></main></body></html>\n";

/**
 * gh_redirect_page_dup_html:
 * @page: which one
 *
 * Returns: (transfer full): the page that the browser ends on, complete in itself
 */
char *
gh_redirect_page_dup_html (GhRedirectPage page)
{
  const char *title = NULL;
  const char *text = NULL;
  g_autofree char *shown_title = NULL;
  g_autofree char *shown_text = NULL;

  switch (page)
    {
    case GH_REDIRECT_PAGE_DONE:
      title = _ ("You Can Go Back to Gatehouse");
      text = _ ("The browser’s part is done. This page can be closed.");
      break;
    case GH_REDIRECT_PAGE_REFUSED:
      title = _ ("The Sign-In Did Not Go Through");
      text = _ ("Gatehouse shows why, and what can be done. This page can be closed.");
      break;
    case GH_REDIRECT_PAGE_STRANGE:
    default:
      title = _ ("This Page Belongs to No Sign-In");
      text = _ ("It may be left over from an earlier attempt. Go back to Gatehouse and use the "
                "page that was opened last.");
      break;
    }

  shown_title = g_markup_escape_text (title, -1);
  shown_text = g_markup_escape_text (text, -1);

  return g_strdup_printf (frame, shown_title, shown_text);
}
