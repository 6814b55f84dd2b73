/** The law as data: what each category of column is in law, and what becomes of it at release. */
@NullMarked
package dev.weir.privacy.law;

import org.jspecify.annotations.NullMarked;
