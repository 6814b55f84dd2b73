/** Data sets of SAS, in SAS's own files and in transport files. */
@NullMarked
package dev.weir.jobs.engine.read.sas;

import org.jspecify.annotations.NullMarked;
