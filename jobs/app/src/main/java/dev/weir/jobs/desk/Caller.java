package dev.weir.jobs.desk;

import java.nio.file.Path;

/** The caller of a verb: gets what is no part of a result, and makes way for the engine. */
public interface Caller {

    /** Gets nothing, and leaves the messages of libraries where they go by themselves. */
    Caller QUIET = sentence -> {};

    /** A sentence beside the result, such as that a dead run was undone. */
    void note(String sentence);

    /** The account of the machine that asks, as its system knows it. */
    default String account() {
        return ProcessHandle.current().info().user().orElseGet(() -> System.getProperty("user.name"));
    }

    /** Before the first class of Spark is loaded: what libraries say may be kept in this workspace. */
    default void engineBegins(Path workspace) {}

    /** The same, where nothing is to be left in the workspace. */
    default void engineBeginsAside() {}
}
