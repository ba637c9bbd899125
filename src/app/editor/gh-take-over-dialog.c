/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-take-over-dialog.h"

#include <glib/gi18n.h>

static const char *
get_fate (GhDatasource *datasource, GhEditing *editing)
{
  if (gh_datasource_get_place (datasource) == GH_PLACE_ON_PREMISES ||
      gh_datasource_get_gateway (datasource) != NULL)
    return _ ("Stays; its gateway is checked afterwards");
  if (datasource == gh_editing_get_datasource (editing) &&
      gh_editing_check_type (editing, GH_CREDENTIAL_OAUTH2_CALLER, NULL))
    return _ ("Wiped; then your own identity is tried");

  return _ ("Wiped; you will be asked for a new credential");
}

static GtkWidget *
new_row (GhDatasource *datasource, GhEditing *editing)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 gh_node_get_title (GH_NODE (datasource)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), get_fate (datasource, editing));

  return row;
}

/**
 * gh_take_over_dialog_new:
 * @parent: the window
 * @editing: an editing of a data source of an item
 *
 * Returns: (transfer none): a dialog, not yet presented
 */
GtkWidget *
gh_take_over_dialog_new (GtkWindow *parent, GhEditing *editing)
{
  GhItem *item = gh_datasource_get_item (gh_editing_get_datasource (editing));
  GListModel *children = gh_node_get_children (GH_NODE (item));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *dialog = adw_message_dialog_new (parent, NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_format_heading (message, _ ("Take Over “%s”?"),
                                     gh_node_get_title (GH_NODE (item)));
  adw_message_dialog_set_body (
      message, _ ("You become the owner of this model. Power BI wipes the credentials of its cloud "
                  "data sources, and refreshes fail until they are set again. What was stored "
                  "cannot be brought back."));
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), GH_TAKE_OVER_RESPONSE,
                                    _ ("_Take Over"), NULL);
  adw_message_dialog_set_response_appearance (message, GH_TAKE_OVER_RESPONSE,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (GhNode) child = g_list_model_get_item (children, i);

      if (GH_IS_DATASOURCE (child))
        gtk_list_box_append (GTK_LIST_BOX (list), new_row (GH_DATASOURCE (child), editing));
    }
  adw_message_dialog_set_extra_child (message, list);

  return dialog;
}
