/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <locale.h>

#include "gh-application.h"
#include "gh-config.h"
#include "gh-process.h"

int
main (int argc, char **argv)
{
  g_autoptr (GhApplication) application = NULL;
  int status;

  /* Before anything reads the environment or holds a secret. */
  gh_process_harden ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GH_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = gh_application_new ();

  status = g_application_run (G_APPLICATION (application), argc, argv);

  return status != 0 ? status : gh_application_get_exit_status (application);
}
