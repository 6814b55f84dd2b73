package dev.weir.jobs.notices;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import dev.weir.contracts.text.InstantText;
import dev.weir.jobs.notices.channel.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A run that came to no decision, since something stood against it.
 *
 * @param product empty where no product of the workspace could be run
 * @param exit what kind of trouble it is
 * @param troubles what stood against it, without their messages: codes, with places in the workspace's files
 * @param owners of the product
 */
record FailedRun(String product, ExitCode exit, List<String> troubles, Instant at, List<String> owners)
        implements NoticeEvent {

    private static final int NAMED = 20;

    /** What such subjects begin with. */
    static final String SUBJECT = "run/";

    FailedRun {
        troubles = List.copyOf(troubles);
        owners = List.copyOf(owners);
    }

    /**
     * The codes and places of a failure.
     *
     * @param isOwnFile whether a file is one of the workspace, which people of it may know
     */
    static FailedRun of(
            String product, Throwable failure, Predicate<String> isOwnFile, Instant at, List<String> owners) {
        if (failure instanceof ProblemsException thrown) {
            return new FailedRun(
                    product,
                    exit(thrown),
                    thrown.problems().stream()
                            .map(problem -> trouble(problem, isOwnFile))
                            .distinct()
                            .toList(),
                    at,
                    owners);
        }
        return new FailedRun(product, ExitCode.INTERNAL, List.of(named(Code.INTERNAL, Optional.empty())), at, owners);
    }

    /** What the law forbids is refused, whatever else is wrong. */
    private static ExitCode exit(ProblemsException thrown) {
        return thrown.problems().stream().anyMatch(problem -> problem.code().exit() == ExitCode.COMPLIANCE)
                ? ExitCode.COMPLIANCE
                : thrown.exit();
    }

    private static String trouble(Problem problem, Predicate<String> isOwnFile) {
        return named(
                problem.code(),
                Optional.of(problem.place())
                        .filter(place -> isOwnFile.test(place.file()))
                        .map(place -> place.file() + (place.line() > 0 ? ":" + place.line() : "")));
    }

    private static String named(Code code, Optional<String> place) {
        return code.id() + " " + code.title() + place.map(at -> " in " + at).orElse("");
    }

    @Override
    public Topic topic() {
        return switch (exit) {
            case COMPLIANCE -> Topic.REFUSED;
            case QUALITY -> Topic.HELD;
            default -> Topic.FAILED;
        };
    }

    @Override
    public String subject() {
        return SUBJECT + product;
    }

    @Override
    public String state() {
        return troubles.stream().sorted().collect(Collectors.joining("; "));
    }

    @Override
    public String occasion() {
        return at.toString();
    }

    @Override
    public Notice notice() {
        List<String> lines = new ArrayList<>();
        lines.add("The run that ended at " + InstantText.of(at) + " made no release.");
        troubles.stream().limit(NAMED).forEach(trouble -> lines.add(trouble + "."));
        if (troubles.size() > NAMED) {
            lines.add("And " + (troubles.size() - NAMED) + " more.");
        }
        lines.add("What to do: 'weir explain "
                + troubles.stream()
                        .findFirst()
                        .map(first -> first.substring(0, 4))
                        .orElse(Code.INTERNAL.id())
                + "' explains the code; the log of the run has the whole message.");
        return notice(
                (topic() == Topic.REFUSED ? "Refused" : topic() == Topic.HELD ? "Held" : "Failed") + ": no release"
                        + (product.isEmpty() ? " of any product" : " of " + product),
                lines,
                owners,
                product.isEmpty() ? Map.of() : Map.of("product", product));
    }
}
