/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-secret-guard.h"

#include <glib/gi18n.h>
#include <string.h>

#define PEEK_MS (10 * 1000)
#define IDLE_MS (5 * 60 * 1000)

struct _GhSecretGuard
{
  GObject parent_instance;

  AdwPasswordEntryRow *row;
  char *title;
  gboolean was_emptied;
  /* The most bytes that the field ever held. */
  gsize longest;

  guint peek_ms;
  guint idle_ms;
  guint peek_source;
  guint idle_source;

  GtkApplication *application;
};

G_DEFINE_FINAL_TYPE (GhSecretGuard, gh_secret_guard, G_TYPE_OBJECT)

static GtkText *
get_text (GhSecretGuard *self)
{
  return GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->row)));
}

static void
set_was_emptied (GhSecretGuard *self, gboolean was_emptied)
{
  g_autofree char *title = NULL;

  if (self->was_emptied == was_emptied)
    return;

  self->was_emptied = was_emptied;
  if (was_emptied)
    /* Translators: the title of a field, and what happened to what was typed there. */
    title = g_strdup_printf (_ ("%s · %s"), self->title, _ ("Emptied after five minutes"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title ? title : self->title);
}

static void
empty (GhSecretGuard *self)
{
  gboolean had_text = !gh_secret_guard_is_empty (self);

  gh_secret_guard_clear (self);
  set_was_emptied (self, had_text);
}

static gboolean
idle_cb (gpointer user_data)
{
  GhSecretGuard *self = user_data;

  self->idle_source = 0;
  empty (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (GhSecretGuard *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->row));

  g_clear_handle_id (&self->idle_source, g_source_remove);
  self->longest = MAX (self->longest, strlen (text));
  if (gh_secret_guard_is_empty (self))
    return;

  set_was_emptied (self, FALSE);
  self->idle_source = g_timeout_add (self->idle_ms, idle_cb, self);
}

static gboolean
peek_cb (gpointer user_data)
{
  GhSecretGuard *self = user_data;

  self->peek_source = 0;
  gh_secret_guard_end_peeking (self);

  return G_SOURCE_REMOVE;
}

static void
visibility_cb (GhSecretGuard *self)
{
  g_clear_handle_id (&self->peek_source, g_source_remove);
  if (gtk_text_get_visibility (get_text (self)))
    self->peek_source = g_timeout_add (self->peek_ms, peek_cb, self);
}

static void
screensaver_cb (GhSecretGuard *self, GParamSpec *pspec, GtkApplication *application)
{
  gboolean active = FALSE;

  g_object_get (application, "screensaver-active", &active, NULL);
  if (active)
    {
      gh_secret_guard_end_peeking (self);
      empty (self);
    }
}

static void
watch_application (GhSecretGuard *self)
{
  GApplication *application = g_application_get_default ();

  if (!GTK_IS_APPLICATION (application))
    return;

  self->application = g_object_ref (GTK_APPLICATION (application));
  g_signal_connect_object (self->application, "notify::screensaver-active",
                           G_CALLBACK (screensaver_cb), self, G_CONNECT_SWAPPED);
}

static void
gh_secret_guard_dispose (GObject *object)
{
  GhSecretGuard *self = GH_SECRET_GUARD (object);

  g_clear_handle_id (&self->peek_source, g_source_remove);
  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_clear_object (&self->application);

  G_OBJECT_CLASS (gh_secret_guard_parent_class)->dispose (object);
}

static void
gh_secret_guard_finalize (GObject *object)
{
  GhSecretGuard *self = GH_SECRET_GUARD (object);

  g_free (self->title);

  G_OBJECT_CLASS (gh_secret_guard_parent_class)->finalize (object);
}

static void
gh_secret_guard_class_init (GhSecretGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_secret_guard_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_secret_guard_finalize;
}

static void
gh_secret_guard_init (GhSecretGuard *self)
{
  self->peek_ms = PEEK_MS;
  self->idle_ms = IDLE_MS;
}

/**
 * gh_secret_guard_new:
 * @row: the row to watch over
 *
 * Returns: (transfer full): its guard
 */
GhSecretGuard *
gh_secret_guard_new (AdwPasswordEntryRow *row)
{
  GhSecretGuard *self = g_object_new (GH_TYPE_SECRET_GUARD, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->row = row;
  self->title = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  /* An undo history would keep what was typed while peeking in ordinary memory. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (row), FALSE);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_text (self), "notify::visibility", G_CALLBACK (visibility_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (gh_secret_guard_end_peeking), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (row), focus);
  watch_application (self);

  return self;
}

void
gh_secret_guard_set_times (GhSecretGuard *self, guint peek_ms, guint idle_ms)
{
  g_return_if_fail (GH_IS_SECRET_GUARD (self));

  self->peek_ms = peek_ms;
  self->idle_ms = idle_ms;
  changed_cb (self);
  visibility_cb (self);
}

gboolean
gh_secret_guard_is_empty (GhSecretGuard *self)
{
  g_return_val_if_fail (GH_IS_SECRET_GUARD (self), TRUE);

  return gtk_text_get_text_length (get_text (self)) == 0;
}

/**
 * gh_secret_guard_dup_secret:
 * @self: a guard
 * @strip: whether white space around the text is no part of the secret
 *
 * Copies straight from the row's own locked memory, with no copy in between.
 *
 * Returns: (transfer full) (nullable): what was typed, %NULL if that is nothing
 */
GhSecret *
gh_secret_guard_dup_secret (GhSecretGuard *self, gboolean strip)
{
  const char *text;
  gsize length;

  g_return_val_if_fail (GH_IS_SECRET_GUARD (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->row));
  if (strip)
    text += strspn (text, " \t\r\n");
  length = strlen (text);
  while (strip && length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  return length > 0 ? gh_secret_new (text, length) : NULL;
}

/* GTK's buffer for passwords forgets how long the text is and leaves the bytes where they are; what
 * is put in afterwards overwrites them. */
static void
overwrite (GhSecretGuard *self)
{
  g_autofree char *filler = g_strnfill (self->longest, 'x');

  if (self->longest > 0)
    gtk_editable_set_text (GTK_EDITABLE (self->row), filler);
}

void
gh_secret_guard_clear (GhSecretGuard *self)
{
  g_return_if_fail (GH_IS_SECRET_GUARD (self));

  gh_secret_guard_end_peeking (self);
  set_was_emptied (self, FALSE);
  overwrite (self);
  gtk_editable_set_text (GTK_EDITABLE (self->row), "");
  self->longest = 0;
}

void
gh_secret_guard_end_peeking (GhSecretGuard *self)
{
  g_return_if_fail (GH_IS_SECRET_GUARD (self));

  /* The row's own icon follows. */
  gtk_text_set_visibility (get_text (self), FALSE);
}
