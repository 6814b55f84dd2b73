package dev.weir.jobs.release;

import dev.weir.contracts.release.Manifest;
import dev.weir.releases.history.LogOperation;
import dev.weir.releases.history.Recorder;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A process that races for releases. Each line of its input is the address of a log: it prepares the next release there,
 * says "ready", publishes when the next line comes, and writes what the log was asked and answered.
 */
final class PublishingProcess {

    private PublishingProcess() {}

    /** @param arguments its name */
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String address = in.readLine();
        for (int round = 1; address != null; round++) {
            Recorder log = new Recorder(new StoredReleaseLog(TestStores.at(address)));
            Manifest next = log.next(arguments[0] + "-" + round);
            System.out.println("ready");
            in.readLine();
            log.publish(next);
            log.newest();
            log.read(next.number());
            log.operations().stream().map(LogOperation::line).forEach(System.out::println);
            System.out.println("done");
            address = in.readLine();
        }
    }
}
