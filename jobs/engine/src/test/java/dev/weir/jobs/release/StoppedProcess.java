package dev.weir.jobs.release;

import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.SparkFixture;
import dev.weir.releases.fault.Fate;
import dev.weir.releases.fault.Fault;
import dev.weir.releases.log.PublishResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.SparkSession;

/**
 * A process that publishes a release for each line {@code ID CALL} it reads, and stops before the first call whose name has
 * that text in it: it says {@code stopped}, and goes on with the next line. Then it says how the run ended.
 */
final class StoppedProcess {

    private StoppedProcess() {}

    public static void main(String[] arguments) throws IOException {
        SparkSession session = SparkFixture.session("local[1]");
        FaultyWarehouse warehouse = new FaultyWarehouse(session, Path.of(arguments[0]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            int id = Integer.parseInt(command.substring(0, command.indexOf(' ')));
            String call = command.substring(command.indexOf(' ') + 1);
            AtomicBoolean stopped = new AtomicBoolean();
            Fate fate = point -> {
                if (point.name().contains(call) && !stopped.getAndSet(true)) {
                    System.out.println("stopped");
                    await(commands);
                }
                return Fault.NONE;
            };
            System.out.println(ending(warehouse, fate, id));
        }
        session.stop();
    }

    private static String ending(FaultyWarehouse warehouse, Fate fate, int id) {
        try {
            PublishResult publication = warehouse.release(
                    warehouse.process(fate),
                    ReleasingProcess.run(id),
                    id,
                    ReleasingProcess.tables(warehouse),
                    ReleasingProcess.aside(warehouse));
            return publication.getClass().getSimpleName();
        } catch (ProblemsException e) {
            return e.problems().get(0).code().name();
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static void await(BufferedReader commands) {
        try {
            commands.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
