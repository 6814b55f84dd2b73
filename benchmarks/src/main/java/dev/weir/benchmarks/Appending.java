package dev.weir.benchmarks;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.interval.Interval;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The last of a hundred days of lineitem, appended to a release of the other ninety-nine, against the run that makes these.
 * One JVM, one session that is open already, in turns; process CPU seconds and wall seconds.
 */
public final class Appending {

    private final PrintStream out;
    private final WeirSession session;
    private final Path late;
    private final String day;

    private Appending(PrintStream out, WeirSession session, Path late, String day) {
        this.out = out;
        this.session = session;
        this.late = late;
        this.day = day;
    }

    /** Arguments: the workspace, the last day, the rounds. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path root = Path.of(arguments[0]).toAbsolutePath();
        System.setProperty("weir.log", root.resolve("spark.log").toString());
        Workspace workspace = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        String day = arguments[1];
        try (WeirSession session = WeirSession.open(workspace)) {
            new Appending(out, session, root.resolve("raw").resolve(day + ".csv"), day)
                    .measure(Integer.parseInt(arguments[2]));
        }
    }

    private void measure(int rounds) throws IOException {
        List<Cost> full = new ArrayList<>();
        List<Cost> append = new ArrayList<>();
        Path aside = session.workspace().root().resolve(day + ".later");
        out.println("round\tvariant\tcpu-s\twall-s");
        for (int round = 0; round <= rounds; round++) {
            Files.move(late, aside);
            Cost whole = tell(
                    round,
                    "full, 99 days",
                    Cost.of(() -> run(RunRequest.usual().inFull().again(UnchangedPolicy.ALWAYS))));
            Files.move(aside, late);
            Interval interval =
                    Interval.parse(day, session.workspace().settings().zone());
            Cost part = tell(
                    round, "append, 1 day", Cost.of(() -> run(RunRequest.usual().over(interval))));
            if (round > 0) {
                full.add(whole);
                append.add(part);
            }
        }
        Cost whole = Cost.median(full);
        Cost part = Cost.median(append);
        out.printf(
                Locale.ROOT,
                "median\twall append/full %.2f / %.2f = %.3f\tcpu %.2f / %.2f = %.3f\ttable %,d bytes%n",
                part.wall(),
                whole.wall(),
                part.wall() / whole.wall(),
                part.cpu(),
                whole.cpu(),
                part.cpu() / whole.cpu(),
                session.releaseLog()
                        .latest("tpch")
                        .orElseThrow()
                        .tables()
                        .get(0)
                        .bytes());
    }

    private Cost tell(int round, String variant, Cost cost) {
        out.printf(Locale.ROOT, "%d\t%s\t%.2f\t%.2f%n", round, variant, cost.cpu(), cost.wall());
        return cost;
    }

    private void run(RunRequest request) {
        RunResult result = new ProductRun(session, "benchmark", event -> {}).run("tpch", request);
        if (result.record().ending().outcome() != Outcome.RELEASED) {
            throw new IllegalStateException("Not released: " + result.record().ending());
        }
    }
}
