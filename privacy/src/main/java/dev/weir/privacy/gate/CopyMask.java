package dev.weir.privacy.gate;

import dev.weir.privacy.mask.Mask;
import java.util.List;

/** What becomes of a released column in a copy. */
public sealed interface CopyMask {

    /**
     * It may leave.
     *
     * @param masks what is done to the released values, one after the other; none where they leave as they are
     */
    record Leaves(List<Mask> masks) implements CopyMask {
        public Leaves {
            masks = List.copyOf(masks);
        }

        /** Whether the copy has the column. */
        public boolean isSent() {
            return masks.stream().noneMatch(mask -> mask.outcome() == Mask.Outcome.NONE);
        }

        /** Whether its dates leave moved by a number of days. */
        public boolean isShifted() {
            return isSent() && says() && masks.stream().anyMatch(Mask::shifts);
        }

        /** Whether its values differ, and so say something. */
        public boolean says() {
            return masks.stream().noneMatch(Mask::isConstant);
        }
    }

    /**
     * It may not leave as it is, and nor may the copy.
     *
     * @param why a clause
     * @param remedy an imperative
     */
    record Stays(String why, String remedy) implements CopyMask {}
}
