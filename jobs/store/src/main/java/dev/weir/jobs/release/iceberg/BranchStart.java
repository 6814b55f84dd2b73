package dev.weir.jobs.release.iceberg;

import java.util.OptionalLong;

/** What the snapshot that a run's branch begins with means to the run. */
enum BranchStart {
    /** Nothing: the run's rows replace it, or come on top of it unseen. */
    UNSEEN,
    /** The run changes it. */
    CHANGED,
    /** It is what the run stages. */
    RESTORED;

    boolean isStaged() {
        return this != UNSEEN;
    }

    /** The snapshot whose files the run's own come on top of; empty where there is none. */
    OptionalLong base(RunBranch branch) {
        return this == CHANGED ? OptionalLong.of(branch.start()) : OptionalLong.empty();
    }
}
