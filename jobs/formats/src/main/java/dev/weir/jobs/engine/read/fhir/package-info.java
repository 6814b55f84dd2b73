/** FHIR R4 in bulk exports read: elements of resources at paths, choice types, references as keys. */
@NullMarked
package dev.weir.jobs.engine.read.fhir;

import org.jspecify.annotations.NullMarked;
