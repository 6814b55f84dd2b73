/** A catalogue that is asked by Iceberg's REST protocol; no code names it. */
@NullMarked
package dev.weir.jobs.release.catalogue.rest;

import org.jspecify.annotations.NullMarked;
