/** Catalogues of tables: which metadata each Iceberg table has now. A port, and those who keep it. */
@NullMarked
package dev.weir.jobs.release.catalogue;

import org.jspecify.annotations.NullMarked;
