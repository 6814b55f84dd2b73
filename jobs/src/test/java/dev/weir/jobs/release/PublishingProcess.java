package dev.weir.jobs.release;

import dev.weir.contracts.release.Manifest;
import java.nio.file.Path;

/** A process that publishes the next release again and again, and prints the number whenever it wins. */
final class PublishingProcess {

    private PublishingProcess() {}

    public static void main(String[] arguments) {
        StoredReleaseLog log = StoredReleaseLog.in(new Warehouse(Path.of(arguments[0])));
        long last = Long.parseLong(arguments[1]);
        while (log.numbers("clinical").max().orElse(0) < last) {
            Manifest manifest = SampleRelease.next(log, arguments[2]);
            if (manifest.number() <= last && log.publish(manifest) instanceof Publication.Done) {
                System.out.println(manifest.number());
            }
        }
    }
}
