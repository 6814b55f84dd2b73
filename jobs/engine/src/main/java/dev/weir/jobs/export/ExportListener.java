package dev.weir.jobs.export;

/** Who gets the progress of an export. */
public interface ExportListener {

    void reached(Step step);

    /** A sentence for people. */
    void note(String sentence);

    /** What an export does, in this order. */
    enum Step {
        /** The people in the copy are counted and written down, out of sight. */
        COUNTED,
        /** The people file waits for the entry that names it. */
        PEOPLE_KEPT,
        /** The ledger has the reservation: the people count. */
        RESERVED,
        /** The rows of the copy are written; the copy is not where it goes yet. */
        COPYING,
        /** The copy is where it goes. */
        COPIED,
        /** The ledger has the copy as whole. */
        COMPLETED
    }
}
