package dev.weir.benchmarks;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the next release of a product that has few and of one that has many, in turn: whole runs, in one session that is
 * open already, of products that differ in nothing else. Wall seconds and process CPU seconds.
 */
public final class ManyReleases {

    private final PrintStream out;
    private final WeirSession session;

    private ManyReleases(PrintStream out, WeirSession session) {
        this.out = out;
        this.session = session;
    }

    /**
     * @param arguments the workspace, how many releases product "few" and product "many" get first unless they have them,
     *     rounds
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path root = Path.of(arguments[0]).toAbsolutePath();
        System.setProperty("weir.log", root.resolve("spark.log").toString());
        Workspace workspace = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        try (WeirSession session = WeirSession.open(workspace)) {
            ManyReleases releases = new ManyReleases(out, session);
            releases.reach("few", Long.parseLong(arguments[1]));
            releases.reach("many", Long.parseLong(arguments[2]));
            releases.measure(Integer.parseInt(arguments[3]));
        }
    }

    private void reach(String product, long number) {
        long made = newest(product);
        while (made < number) {
            made++;
            release(product);
            if (made % 100 == 0) {
                out.printf(Locale.ROOT, "%s@%d%n", product, made);
            }
        }
    }

    private void measure(int rounds) {
        release("few");
        release("many");
        long few = newest("few");
        long many = newest("many");
        List<Cost> ofFew = new ArrayList<>();
        List<Cost> ofMany = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ofFew.add(Cost.of(() -> release("few")));
            ofMany.add(Cost.of(() -> release("many")));
        }
        Cost one = Cost.median(ofFew);
        Cost other = Cost.median(ofMany);
        out.printf(
                Locale.ROOT,
                "run\tnext of %d over next of %d\twall %.3f / %.3f = %.2f\tcpu %.3f / %.3f = %.2f%n",
                many,
                few,
                other.wall(),
                one.wall(),
                other.wall() / one.wall(),
                other.cpu(),
                one.cpu(),
                other.cpu() / one.cpu());
    }

    private long newest(String product) {
        return session.releaseLog().numbers(product).max().orElse(0);
    }

    private void release(String product) {
        RunResult result = new ProductRun(session, "benchmark", event -> {})
                .run(product, RunRequest.usual().again(UnchangedPolicy.ALWAYS));
        RunRecord.Ending ending = result.record().ending();
        if (ending.outcome() != Outcome.RELEASED) {
            throw new IllegalStateException("Not released: " + ending);
        }
    }
}
