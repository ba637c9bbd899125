/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-loopback.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "gh-error.h"

#define BACKLOG 16
#define MAX_ATTEMPTS 32

typedef union
{
  struct sockaddr any;
  struct sockaddr_in ipv4;
  struct sockaddr_in6 ipv6;
} Address;

/* libsoup and GSocket fold EADDRNOTAVAIL into "failed", and only the number itself tells "there is
 * no ::1" from "somebody else is on it": hence sockets of our own. Returns a descriptor, or the
 * negative error number. */
static int
open_listening (int family, guint port)
{
  Address address = { 0 };
  socklen_t length = family == AF_INET ? sizeof address.ipv4 : sizeof address.ipv6;
  int only = 1;
  int code = 0;
  int fd = socket (family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (fd < 0)
    return -errno;

  if (family == AF_INET)
    {
      address.ipv4.sin_family = AF_INET;
      address.ipv4.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
      address.ipv4.sin_port = htons ((guint16)port);
    }
  else
    {
      address.ipv6.sin6_family = AF_INET6;
      address.ipv6.sin6_addr = in6addr_loopback;
      address.ipv6.sin6_port = htons ((guint16)port);
      if (setsockopt (fd, IPPROTO_IPV6, IPV6_V6ONLY, &only, sizeof only) != 0)
        code = errno;
    }

  if (code == 0 && (bind (fd, &address.any, length) != 0 || listen (fd, BACKLOG) != 0))
    code = errno;
  if (code == 0)
    return fd;

  close (fd);
  return -code;
}

static gboolean
fail (int code, GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_FAILED,
               _ ("This computer offers no port for the browser’s answer: %s"), g_strerror (code));
  return FALSE;
}

static GSocket *
take_socket (int fd, GError **error)
{
  GSocket *socket = g_socket_new_from_fd (fd, error);

  if (socket == NULL)
    close (fd);

  return socket;
}

static gboolean
get_port (GSocket *socket, guint *port, GError **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, error);

  if (address == NULL)
    return FALSE;

  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  return TRUE;
}

/**
 * gh_loopback_means_no_ipv6:
 * @code: an error number of socket(2) or bind(2)
 *
 * Any other trouble with ::1 is not passed over: on a port that somebody else holds there, the
 * browser's answer could end up with them.
 *
 * Returns: whether this machine has no IPv6
 */
gboolean
gh_loopback_means_no_ipv6 (int code)
{
  return code == EADDRNOTAVAIL || code == EAFNOSUPPORT;
}

/**
 * gh_loopback_open:
 * @ipv4: (out) (transfer full): listens on 127.0.0.1
 * @ipv6: (out) (transfer full) (nullable): listens on ::1
 * @port: (out): the port of both
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_FAILED if there is no such port
 */
gboolean
gh_loopback_open (GSocket **ipv4, GSocket **ipv6, guint *port, GError **error)
{
  int code = EADDRINUSE;

  for (guint attempt = 0; attempt < MAX_ATTEMPTS && code == EADDRINUSE; attempt++)
    {
      g_autoptr (GSocket) first = NULL;
      int fd = open_listening (AF_INET, 0);

      if (fd < 0)
        return fail (-fd, error);
      first = take_socket (fd, error);
      if (first == NULL || !get_port (first, port, error))
        return FALSE;

      fd = open_listening (AF_INET6, *port);
      code = fd < 0 ? -fd : 0;
      if (code != 0 && !gh_loopback_means_no_ipv6 (code))
        continue;

      *ipv6 = fd >= 0 ? take_socket (fd, error) : NULL;
      if (fd >= 0 && *ipv6 == NULL)
        return FALSE;
      *ipv4 = g_steal_pointer (&first);
      return TRUE;
    }

  return fail (code, error);
}
