package dev.weir.jobs.release.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Hadoop's client of one bucket: one for each way to reach it, in a process. */
final class BucketClient {

    /** Hadoop is patient for minutes, and for days with a store that slows it down; a command that people wait for gives up sooner. */
    private static final Map<String, String> OWN = Map.of(
            "fs.s3a.attempts.maximum", "3",
            "fs.s3a.retry.limit", "3",
            "fs.s3a.retry.interval", "200ms",
            "fs.s3a.retry.throttle.limit", "4",
            "fs.s3a.connection.request.timeout", "10s",
            "fs.s3a.connection.timeout", "10s",
            "fs.s3a.connection.establish.timeout", "5s",
            "fs.s3a.fast.upload.buffer", "array",
            // no look at what is there before a put, no folders after a deletion: the condition alone decides
            "fs.s3a.performance.flags", "create,delete,mkdir");

    private static final Map<Way, BucketClient> OPENED = new ConcurrentHashMap<>();

    private final Way way;
    private Optional<FileSystem> files = Optional.empty();
    private boolean probed;

    private BucketClient(Way way) {
        this.way = way;
    }

    private record Way(URI bucket, Map<String, String> settings) {}

    /** The client of an address' bucket; nothing is opened yet. */
    static BucketClient of(Path address, Map<String, String> settings) {
        URI bucket =
                URI.create(address.toUri().getScheme() + "://" + address.toUri().getAuthority() + "/");
        return OPENED.computeIfAbsent(new Way(bucket, Map.copyOf(settings)), BucketClient::new);
    }

    synchronized FileSystem files() throws IOException {
        if (files.isEmpty()) {
            Configuration configuration = new Configuration();
            OWN.forEach(configuration::set);
            way.settings().forEach(configuration::set);
            try {
                files = Optional.of(FileSystem.newInstance(way.bucket(), configuration));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return files.get();
    }

    /** Looks once in a process whether the store keeps the condition. */
    synchronized void probe(Path root) throws IOException {
        if (!probed) {
            ConditionalPut.probe(files(), root);
            probed = true;
        }
    }
}
