/** Whether a text is what it claims to be: identity numbers, mobiles, cards, codes, e-mail addresses. */
@NullMarked
package dev.weir.privacy.validate;

import org.jspecify.annotations.NullMarked;
