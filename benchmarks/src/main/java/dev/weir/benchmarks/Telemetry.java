package dev.weir.benchmarks;

import com.sun.net.httpserver.HttpServer;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.metrics.MetricsAfterRun;
import dev.weir.jobs.notices.NoticesAfterRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What metrics (a file and a collector) and notices (a hook) add to a governed run of TPC-H's lineitem: they come after it, so
 * their own process CPU seconds are set against the run's. A server of this process takes both; its work counts as theirs. A
 * first round is discarded. In each round one notice is due, of a run that broke.
 */
public final class Telemetry {

    private final AtomicInteger taken = new AtomicInteger();

    private Telemetry() {}

    /** Arguments: the folder with {@code lineitem-<scale>.csv}, the scale, the rounds. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LineitemWorkspace files =
                LineitemWorkspace.in(Path.of(arguments[0]).toAbsolutePath(), "telemetry", arguments[1]);
        new Telemetry().measure(out, files, Integer.parseInt(arguments[2]));
    }

    private void measure(PrintStream out, LineitemWorkspace files, int rounds) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (InputStream body = exchange.getRequestBody()) {
                body.transferTo(OutputStream.nullOutputStream());
            }
            taken.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            Path root = files.root();
            ask(root, "http://127.0.0.1:" + server.getAddress().getPort());
            Desk desk = new Desk(new WorkspaceFolder(root, Optional.empty(), Map.of()), Clock.systemUTC(), sentence -> {
                throw new IllegalStateException(sentence);
            });
            try (WeirSession session = WeirSession.open(files.read())) {
                List<Cost> runs = new ArrayList<>();
                List<Cost> metrics = new ArrayList<>();
                List<Cost> notices = new ArrayList<>();
                out.println("round\twhat\tcpu-s\twall-s");
                for (int round = 0; round <= rounds; round++) {
                    NoticesAfterRun ended = new NoticesAfterRun();
                    String broken = "Round " + round;
                    measured(out, round, "run", runs, () -> ended.during("tpch", () -> run(session)));
                    measured(out, round, "metrics", metrics, () -> MetricsAfterRun.give(desk));
                    measured(out, round, "notices", notices, () -> {
                        ended.give(desk);
                        give(desk, broken);
                    });
                }
                requireTaken(2 * (rounds + 1));
                double run = Cost.median(runs).cpu();
                double both = Cost.median(metrics).cpu() + Cost.median(notices).cpu();
                out.printf(
                        Locale.ROOT, "median\tmetrics and notices / run\t%.3f / %.2f = %.4f%n", both, run, both / run);
            }
        } finally {
            server.stop(0);
        }
    }

    private static void measured(PrintStream out, int round, String what, List<Cost> costs, Runnable job) {
        Cost cost = Cost.of(job);
        out.printf(Locale.ROOT, "%d\t%s\t%.3f\t%.3f%n", round, what, cost.cpu(), cost.wall());
        if (round > 0) {
            costs.add(cost);
        }
    }

    private static void ask(Path root, String server) throws IOException {
        Path settings = root.resolve("weir.yaml");
        String asked = "    metrics: { file: metrics.prom, otlp: \"" + server + "/v1/metrics\" }\n"
                + "    notices: { hook: { kind: webhook, url: \"" + server + "/hook\" } }\n";
        Files.writeString(settings, Files.readString(settings).replace("law:\n", asked + "law:\n"));
    }

    private static RunResult run(WeirSession session) {
        RunResult result = new ProductRun(session, "benchmark", event -> {})
                .run("tpch", RunRequest.usual().again(UnchangedPolicy.ALWAYS));
        if (result.record().ending().outcome() != Outcome.RELEASED) {
            throw new IllegalStateException("Not released: " + result.record().ending());
        }
        return result;
    }

    /** Gives notice of a run that broke, so that one is due. */
    private static void give(Desk desk, String why) {
        NoticesAfterRun broken = new NoticesAfterRun();
        try {
            broken.during("tpch", () -> {
                throw new IllegalStateException(why);
            });
        } catch (IllegalStateException e) {
            if (!why.equals(e.getMessage())) {
                throw e;
            }
        }
        broken.give(desk);
    }

    /** What nobody took was not measured. */
    private void requireTaken(int least) {
        if (taken.get() < least) {
            throw new IllegalStateException("The server took " + taken.get() + " requests, and not " + least);
        }
    }
}
