package dev.weir.jobs.engine.session;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An executor's report of itself.
 *
 * @param name with its machine, such as {@code executor 3 on node7}
 * @param version of its Weir
 * @param charset by which it reads text that names none
 * @param caseRules whether it makes upper and lower case by Unicode's rules alone
 * @param lackingOptions of its Java
 * @param warehouse what it finds there
 */
record ExecutorState(
        String name,
        String version,
        String charset,
        boolean caseRules,
        ArrayList<String> lackingOptions,
        Sight warehouse)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How the driver's folder looks from an executor. */
    enum Sight {
        /** It is the same folder, and what is written there the driver reads. */
        SHARED,
        /** There is no such folder. */
        ABSENT,
        /** There is one of that name, and the driver's file is not in it. */
        ANOTHER,
        /** It is the same folder, and the executor may not write there. */
        NOT_WRITABLE,
        /** It is no folder but a bucket, which every task reaches by the session's own settings, or fails. */
        IN_BUCKET
    }

    /** What keeps it from doing the driver's work. */
    List<Problem> problems(String driversVersion, String folder) {
        List<Problem> problems = new ArrayList<>();
        if (!version.equals(driversVersion)) {
            problems.add(problem(
                    "has Weir " + version + ", and the driver has " + driversVersion,
                    "what the driver hands out would be done otherwise there",
                    "take Weir's jars out of Spark's folder and class path: weir submit ships the driver's"));
        }
        if (!charset.equals("UTF-8")) {
            problems.add(problem(
                    "reads text as " + charset,
                    "the same files would give other rows there",
                    "take -Dfile.encoding out of the environment of executors (spark.executorEnv, JAVA_TOOL_OPTIONS,"
                            + " _JAVA_OPTIONS)"));
        }
        if (!caseRules) {
            problems.add(problem(
                    "makes upper and lower case by the rules of a language",
                    "the same query would give other text there",
                    "take -Duser.language out of the environment of executors (spark.executorEnv, JAVA_TOOL_OPTIONS,"
                            + " _JAVA_OPTIONS)"));
        }
        if (!lackingOptions.isEmpty()) {
            problems.add(problem(
                    "was started without " + String.join(" ", lackingOptions),
                    "Spark looks into these packages of Java, and tasks would fail in the middle of a run",
                    "add them to spark.executor.extraJavaOptions"));
        }
        unseen(folder).ifPresent(problems::add);
        return problems;
    }

    private Optional<Problem> unseen(String folder) {
        String shared = "let the warehouse lie on a disk that all machines have at the same path";
        return switch (warehouse) {
            case SHARED, IN_BUCKET -> Optional.empty();
            case ABSENT ->
                Optional.of(
                        problem("does not see '" + folder + "'", "tasks write tables and read sources there", shared));
            case ANOTHER ->
                Optional.of(problem(
                        "sees another folder in the place of '" + folder + "'",
                        "what its tasks write there the driver never finds",
                        shared));
            case NOT_WRITABLE ->
                Optional.of(problem(
                        "cannot write in '" + folder + "'",
                        "its tasks write tables there",
                        "give the user of Spark's workers the right to write there"));
        };
    }

    private Problem problem(String what, String why, String remedy) {
        return new Problem(
                Code.CLUSTER,
                Place.of("the Spark session"),
                Character.toUpperCase(name.charAt(0)) + name.substring(1) + " " + what,
                why,
                remedy);
    }
}
