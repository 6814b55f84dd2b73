package dev.weir.jobs.release;

import dev.weir.contracts.TableFormat;
import dev.weir.jobs.JavaProcess;
import dev.weir.jobs.SparkFixture;
import dev.weir.releases.fault.Fate;
import dev.weir.releases.fault.Fault;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;

/**
 * A process that publishes releases of an Iceberg table, a Delta table and a quarantine, one after the other: {@code FOLDER
 * FIRST COUNT}. It says {@code ready} when its session is there, begins with the first line it reads, a number, and says
 * {@code at CALL} before its call of that number to files, catalogue and log, and {@code released ID} of each release.
 */
final class ReleasingProcess {

    private ReleasingProcess() {}

    public static void main(String[] arguments) throws IOException {
        SparkSession session = SparkFixture.session("local[1]");
        FaultyWarehouse warehouse = new FaultyWarehouse(session, Path.of(arguments[0]));
        System.out.println("ready");
        String told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (told == null) {
            return;
        }
        Fate fate = telling(Integer.parseInt(told));
        List<TableIdentity> tables = tables(warehouse);
        List<TableIdentity> aside = aside(warehouse);
        int first = Integer.parseInt(arguments[1]);
        for (int id = first; id < first + Integer.parseInt(arguments[2]); id++) {
            PublishResult ending = warehouse.release(warehouse.process(fate), run(id), id, tables, aside);
            if (ending instanceof PublishResult.Done) {
                System.out.println("released " + id);
            }
        }
        session.stop();
    }

    /** It goes on whatever happens then. */
    private static Fate telling(int number) {
        AtomicInteger calls = new AtomicInteger();
        return point -> {
            if (calls.incrementAndGet() == number) {
                System.out.println("at " + point.name());
            }
            return Fault.NONE;
        };
    }

    static List<TableIdentity> tables(FaultyWarehouse warehouse) {
        return List.of(warehouse.table(TableFormat.ICEBERG, 0), warehouse.table(TableFormat.DELTA, 0));
    }

    static List<TableIdentity> aside(FaultyWarehouse warehouse) {
        return List.of(warehouse.plain.quarantine(TableFormat.ICEBERG, "patients"));
    }

    /** The run that writes an id. */
    static String run(int id) {
        return UUID.nameUUIDFromBytes(("run " + id).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static Process start(Path folder, int first, int count) throws IOException {
        return start(ReleasingProcess.class, folder.toString(), Integer.toString(first), Integer.toString(count));
    }

    /** A process of its own, which a class of the tests is. */
    static Process start(Class<?> main, String... arguments) throws IOException {
        return JavaProcess.of(List.of(), main, arguments)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Sends a signal of the operating system, such as {@code KILL}; what the process has said can still be read. */
    static void signal(Process process, String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("No signal reached process " + process.pid());
        }
    }
}
