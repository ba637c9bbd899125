/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Made once by make-sealed-vectors.py. */

#pragma once

static const char key_1024[] =
    "MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAJ+qVDPPHu0lswvKIBbhkmtjhbg0"
    "AriMUyhjXOQQo7wpsrYia98bhUnu/el4RMUQ8DkajT6ZCtK3uTpVEp/rjw2zn1Bc4Q7Pbvfrm9yi"
    "kwHf5PgYRdUzGgY9zosYPKRaAEqjO9cRSZhQY2J3zcURMme6MnVEU1FzEcLh2WWMxw6HAgMBAAEC"
    "gYAXZJtFo/kCAd4Dwi+FarNLLJ+w513msBiW+Efp2k5DCVD3wn9Phva2aF+nT0m0HdE0bKF5JG8j"
    "hGuNEl3SNG8W9Y9aD8fqj7yLI9VBmsCvk0D1tl3ulNAp10ic93ByeknaSLP9QzV34s9x/D0dFt7u"
    "lgTvY2eK8+wZYE+kqBqL4QJBANBIW3Jfguwsvx+6mp1qKC2nkjSW32uJ1qguayzFgB1Js8jBKXrY"
    "n8K4+dK0Qvc8a5mj1fiIqBcS3x9Yarb06kkCQQDEPpk5lV+Ia+V/PszRUpfKpaunHm57L5oVbT+l"
    "JiW15+WmHAg0GHrrNe6Lorlln+JLOkhD4AjEX15Ih1pJ7LJPAkB4yv39/tZ3Ehxl0lsJIB/dGmn4"
    "hedc/ru3HfSaKpB6a9wQebYMwMUmsRBx2olbyXa9y/6z/M0/VHqCO0zofnHBAkEArMrVjZ9Zm7wt"
    "Ocoo+9J2dudC6gZgjzTNvjoQhTC+mZnTWlxqWLyJVpuJLAgeqD2MOmLaCHG2Jno2gTQ0qsyv/wJA"
    "H0JO35/y7rP/pEOZ/4rP7FqLsuC+cM3n6xcvuWYg6WRkMIsgzHGr2vXzyzjLxtbiQ/W6KkIQu06b"
    "MYDu4N0QKQ==";

static const char sealed_1024[] =
    "LACTUQft0Y6O+IZK+maRHpI6VaujZ6selOmyLh7zFYv5F95m2k/icS2U6GYhHPxnNmgl8djJkgUD"
    "XZNDKpgKa4hU2Gae+xX0flN+wLeTXgCh+xw7NLfdraQiiGfC0J0hr7RFlw85za2VSWB/V8GvU2aZ"
    "JLmIMlRDqGaRF4yzb2ZaqD5j6k48wOO+Ly1mxugpoNb3nWTTtln4VbF1LscrGCeLO69tfaP681xj"
    "ejmZtdTVvECdODaEVlCqYhX0BQStdZ9SrikVY5kQ530tSI8Va2j7cAaVWaTTSZ0tD6lvv+QiUJQr"
    "GiSfh1m+OBMNT3k875hqM+8hglJWLR17T7glYQ==";

static const char key_2048[] =
    "MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQChQzk02azxu+FhplLm+m/alIGA"
    "e+vY5YtAOUzULWw0JPwQPmMqNJZcqGOKr2hrf3OC0gA1QXHOrWodPp7p9vOWAhUTFvJ7YwFfj+Nb"
    "LURTN35vP337+P4PY8HHlzOJdT6VuBOSnuHy8fbbhcdNkgZiN5/uMvH5ErJrpeNdjZnV/7qQT7Bs"
    "eJV7CAsm0xVq+ETWTdG369jS0KeFcm9jD8iIProcQTekMGmOqdjkF/gMf5/n0SawX7SjQeoVaLjT"
    "ftB8eln1oG5EYVYmqFkdsxd/9mtkBDb+1pifcDrrnC0KTxinXYMyzbe9ZESQLd8jKn0qkh9Gidi5"
    "jLJ+vIy1XqLZAgMBAAECggEAFZZPISEGgrGY4R6HuH3L3WHF2DI+hyFrO6SwATM3ad+NkosXcT3q"
    "5upvsM/8VW+RQfDksDxbhMQ4EUQht8YkI2+R7KVEvnmpZGZ5k+oCXHVwSmogbkuNjvfWp+Y4suzr"
    "/NTQYe885e24Evjcjii/DATQNu3A8IutMLXbMtnSvw+vMgGhUBYC10ya/sjsW9MCYYfJdjF8tPpe"
    "3coPzr0Cru7R5jVNjgJOikp0dZIDG6Sa22nExNsJ+tbsBz+fMOKW6rT905YEx38KM5G4R+M23OD+"
    "vieNCENTNFGkA/sh3tvzPjvmnAPIjxE/7zci8UNkfZ9RJuC2flaKmSz6HAIiBQKBgQDUFdIwW3F6"
    "uH/dbRv3Yg8V/oqDNAzHbHbVgxgbC6MKb4a4YAXxeZmIVn8jsLjukmIl5O6aHxHcjI/V4tmK2VzC"
    "OAWDxSRktn1XekywXrTLW6W1H03/RYv5YJ4zmOFEjvNQeYSDvroTu3t/bpatxIqJHfc1MK/zReeW"
    "vlRrjbTSlwKBgQDCp2duN2P87a1CI+86JJell2pHBC3jIp7sloEI1A9LY9CF83bWmbZoZRrXSF4N"
    "5LDDzt3922YZDEB7uYdvF9Dhq8l5O5tWV5dRQ+xtffcCdWH3+nfahuLuKOGZ6FV7M4z6KOl1z879"
    "1EbRjGsJyg6zRKqXQ/1IBZNH8GRMbhGUDwKBgFZgCLmfFGl5qMHChShMbH51q23iDe5OU1uDx5aE"
    "N8OxRjnjCaid8JShPaiIedjYD1cFlNN6Iekj6hSfDiBJhEipTj2rVbYayJOPAJq4B4Pm8GcCt95m"
    "Maq/2c6DzgMBAUFeLEUHsXsF2Tc+D+n3aMCNTrf/+zjl2HsBSxp+nQ1DAoGAEAz1vmTa3dRLYRTN"
    "eSHjT0g4/zoc/omwSRnv8eZqjHDilOkKd4+dNuZ/XBkfiE2/NaYtL+2TcaVM++bEgCialMExj8mW"
    "eXwngg/zwuOMJqu/NE926pIMzE6aq7I4ujv59/a/qXNFQjDq1gSaHuiGZcnXtzln/TRYfKoZ2yOI"
    "V4kCgYBO6L4+ok2ETBScTQAIgAeSy0jA6Cqon+0wyvFkUjOem1a11rZAEQr2xZp8qfK5Jx8QYgEe"
    "m/7sNBErxGG0yMvw6rdkFR9DPY0h9oAzRa8TRqBnmlBkolUyQheYMFlq1ko2Qdlb3bhrgg455Pcf"
    "I6rdhr0ti2pzecicankRkhcWBg==";

static const char sealed_2048[] =
    "kEQ5JY96nue9NigPyLGE/BLVQovBdyAwvfu+ItqDbua20sRdNxlL36OHensEuo3/gJJzuuCtzGyo"
    "x8BypsgKmGa4C/uDNDf3pyFGJN/d2u/TtWap1+xgxrp2H+piFhK4Gdqx9hcPdqTCRZr0cHUB0Tzh"
    "RwVHSG8TTAQvbBKwXRHNoagvP05Je1POC4LMGfOlobFS5sOyrg2CDuBWUsdvt7+ex3jHSsQ/+p2L"
    "RBd3y4cHdgOXTvwrngL5ArmWQsKdXqpOhgO9bM1OJh0BTf62Ifw/MTOACz6bQE2l7z3TRJZpucqP"
    "mDhcA8nkp9Cb2jkBv3tak+o24NJPquHTtPZCrw==AACOD9Egt4WTiSdTxnzbplyKfCb+dbXzaon+"
    "vYMWw8TkGKH0lRoV8WS0q66ZPGmq7iLnZbs9veyndlmnid+EAqrjy+Fk0Q7tvNlz94Cn7w3FREed"
    "w5eoKYpwf7jy0npyD3eQ14fkwefjSBSmgNzIdnJ/U9CroCTLTIPAnBRMgrIeqB/lMptyolhiGup7"
    "ZoO9DFvcrEko8+cm/9wjGAghivetaAfh56hks/D/Xra1POSwcA==";
