/** A release in Croissant, by which training scripts read a data set, and what tells whether its files are as they were. */
@NullMarked
package dev.weir.catalogue.croissant;

import org.jspecify.annotations.NullMarked;
