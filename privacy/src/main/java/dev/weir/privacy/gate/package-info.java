/** Whether data may go to a recipient: facts in, a decision with its rule and article out. */
@NullMarked
package dev.weir.privacy.gate;

import org.jspecify.annotations.NullMarked;
