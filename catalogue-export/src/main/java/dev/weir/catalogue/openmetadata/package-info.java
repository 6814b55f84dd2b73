/** A release for OpenMetadata, as the requests that enter it. */
@NullMarked
package dev.weir.catalogue.openmetadata;

import org.jspecify.annotations.NullMarked;
