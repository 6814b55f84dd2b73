package dev.weir.jobs.release;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A prefix of its own in the bucket of the tests' server of S3. */
public final class TestBucket {

    private final String address = TestStores.s3().address(UUID.randomUUID().toString());

    /** Such as {@code s3a://bucket/prefix}. */
    public String address() {
        return address;
    }

    /** Puts an object there. */
    public void put(String key, byte[] bytes) throws IOException {
        try (FileSystem files = FileSystem.newInstance(URI.create(address), configuration());
                OutputStream out = files.create(new Path(address + "/" + key), true)) {
            out.write(bytes);
        }
    }

    /** What Hadoop must know to reach it. */
    public static Configuration configuration() {
        Configuration configuration = new Configuration();
        TestStores.s3().settings().forEach(configuration::set);
        return configuration;
    }

    /** The same as settings of Spark in a profile. */
    public static String profile() {
        return profile(TestStores.s3().settings());
    }

    /** What Hadoop must know as settings of Spark in a profile. */
    public static String profile(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> "spark.hadoop." + entry.getKey() + ": \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", "));
    }

    /** A session beside another that can reach it. */
    public static SparkSession session(SparkSession shared) {
        SparkSession own = shared.newSession();
        for (Map.Entry<String, String> setting : TestStores.s3().settings().entrySet()) {
            own.conf().set(setting.getKey(), setting.getValue());
        }
        return own;
    }
}
