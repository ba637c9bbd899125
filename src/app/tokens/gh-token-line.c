/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-line.h"

#include <glib/gi18n.h>

#define GAP 12

/**
 * gh_token_line_new_label:
 * @text: plain text
 * @css_class: (nullable): its look
 *
 * Returns: (transfer floating): a label
 */
GtkWidget *
gh_token_line_new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* Hyphens would look like a part of an id. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_title (GhTokenRow *row)
{
  GtkWidget *title = gh_token_line_new_label (gh_token_row_get_title (row), NULL);
  GtkWidget *box;
  GtkWidget *chip;

  /* These are words, not ids: the chip beside them must not break them. */
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD);
  if (!gh_token_row_get_differs (row))
    return title;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  chip = gtk_label_new (_ ("Differs"));
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), chip);

  return box;
}

static GtkWidget *
new_head (GhTokenRow *row)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *note = gh_token_row_get_note (row);

  gtk_widget_set_valign (head, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), new_title (row));
  if (note != NULL)
    {
      GtkWidget *label = gh_token_line_new_label (note, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (head), label);
    }

  return head;
}

/* The words say the same as the mark, so that no reader needs it. */
static GtkWidget *
new_mark (GhTokenMark mark)
{
  static const struct
  {
    const char *icon_name;
    const char *css_class;
  } marks[] = {
    [GH_TOKEN_MARK_YES] = { "emblem-ok-symbolic", "success" },
    [GH_TOKEN_MARK_NO] = { "window-close-symbolic", "error" },
    [GH_TOKEN_MARK_UNKNOWN] = { "dialog-question-symbolic", "warning" },
  };
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", marks[mark].icon_name,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (image, marks[mark].css_class);

  return image;
}

static GtkWidget *
new_cell (GhTokenRow *row, guint cell)
{
  const char *text = gh_token_row_get_text (row, cell);
  GhTokenMark mark = gh_token_row_get_mark (row, cell);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gh_token_line_new_label (text != NULL ? text : "–", NULL);

  if (mark != GH_TOKEN_MARK_NONE)
    gtk_box_append (GTK_BOX (box), new_mark (mark));
  else
    gtk_widget_add_css_class (label, "claim");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
add_cells (GtkWidget *line, GhTokenRow *row, const char *const *names, gboolean narrow)
{
  for (guint cell = 0; cell < gh_token_row_get_n_cells (row); cell++)
    {
      /* A single token needs not be told apart. */
      if (narrow && gh_token_row_get_n_cells (row) > 1)
        {
          GtkWidget *name = gh_token_line_new_label (names[cell], "caption-heading");

          gtk_widget_set_margin_top (name, 6);
          gtk_box_append (GTK_BOX (line), name);
        }
      gtk_box_append (GTK_BOX (line), new_cell (row, cell));
    }
}

/* A row is read as a whole: which token says what. */
static char *
dup_description (GhTokenRow *row, const char *const *names)
{
  g_autoptr (GString) text = g_string_new (gh_token_row_get_title (row));

  if (gh_token_row_get_differs (row))
    g_string_append_printf (text, ", %s", _ ("Differs"));
  for (guint cell = 0; cell < gh_token_row_get_n_cells (row); cell++)
    {
      const char *value = gh_token_row_get_text (row, cell);

      g_string_append_printf (text, "\n%s: %s", names[cell], value != NULL ? value : "–");
    }

  return g_strdup (text->str);
}

GtkWidget *
gh_token_line_new (GhTokenRow *row, const char *const *names, gboolean narrow)
{
  GtkWidget *list_row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                                 narrow ? 0 : GAP);
  g_autofree char *description = dup_description (row, names);

  gtk_box_set_homogeneous (GTK_BOX (line), !narrow);
  gtk_box_append (GTK_BOX (line), new_head (row));
  add_cells (line, row, names, narrow);

  gtk_widget_add_css_class (list_row, "token-line");
  if (gh_token_row_get_differs (row))
    gtk_widget_add_css_class (list_row, "differs");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (list_row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  description, -1);

  return list_row;
}
