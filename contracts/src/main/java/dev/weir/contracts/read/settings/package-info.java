/** Reads weir.yaml: the profile, its stores and keys, who processes data, and the models that look for people. */
@NullMarked
package dev.weir.contracts.read.settings;

import org.jspecify.annotations.NullMarked;
