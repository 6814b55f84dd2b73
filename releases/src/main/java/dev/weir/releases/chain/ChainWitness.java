package dev.weir.releases.chain;

import dev.weir.contracts.release.ChainHead;
import java.util.List;

/** What has seen how far chains went, and lies elsewhere than they do. */
@FunctionalInterface
public interface ChainWitness {

    /** Nothing has. */
    ChainWitness NONE = List::of;

    /**
     * All that was seen.
     *
     * @throws dev.weir.contracts.ProblemsException when one that should tell is not as it was signed
     */
    List<Seen> heads();

    /**
     * A head that was seen.
     *
     * @param where such as {@code clinical@12}
     */
    record Seen(ChainHead head, String where) {}
}
