/** The contracts and the product of a release as they were released, with what was measured beside what was promised. */
@NullMarked
package dev.weir.catalogue.contract;

import org.jspecify.annotations.NullMarked;
