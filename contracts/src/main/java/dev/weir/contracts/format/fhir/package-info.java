/** FHIR R4 in bulk exports. */
@NullMarked
package dev.weir.contracts.format.fhir;

import org.jspecify.annotations.NullMarked;
