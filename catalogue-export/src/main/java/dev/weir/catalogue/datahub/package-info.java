/** A release for DataHub, as a file of metadata change proposals. */
@NullMarked
package dev.weir.catalogue.datahub;

import org.jspecify.annotations.NullMarked;
