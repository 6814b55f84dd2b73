package dev.weir.jobs.verb.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Writes down each random key that the custody of keys draws, on the driver and on executors: so that a test knows what nobody else
 * may. A plugin of Spark; the file is named by the environment, which executors inherit on this machine.
 */
public final class KeyRecorder implements SparkPlugin {

    static final String FILE = "WEIR_TEST_KEYS";

    private static final String CUSTODY = "dev.weir.jobs.engine.custody.RandomKey";

    /** A key that was drawn, and the process that drew it. */
    record Drawn(long process, String hex) {
        byte[] key() {
            return HexFormat.of().parseHex(hex);
        }
    }

    static List<Drawn> read(Path file) throws IOException {
        return Files.readAllLines(file, US_ASCII).stream()
                .map(line -> line.split(" "))
                .map(words -> new Drawn(Long.parseLong(words[0]), words[1]))
                .toList();
    }

    @Override
    public DriverPlugin driverPlugin() {
        Recording.begin();
        return new DriverPlugin() {};
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> configuration) {
                Recording.begin();
            }
        };
    }

    /** The first provider of random numbers: those of the next, with a look at who asks. */
    private static final class Recording extends Provider {

        private static final long serialVersionUID = 1L;

        Recording(SecureRandom next) {
            super("recording", "1", "random numbers that a test can look for");
            putService(new Service(this, "SecureRandom", "Recording", Random.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Random(next);
                }
            });
        }

        static void begin() {
            try {
                Security.insertProviderAt(new Recording(SecureRandom.getInstance("NativePRNG")), 1);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Random extends SecureRandomSpi {

        private static final long serialVersionUID = 1L;

        private final SecureRandom next;

        Random(SecureRandom next) {
            this.next = next;
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            next.setSeed(seed);
        }

        @Override
        protected byte[] engineGenerateSeed(int bytes) {
            return next.generateSeed(bytes);
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            next.nextBytes(bytes);
            boolean key = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().equals(CUSTODY)));
            if (key) {
                String line =
                        ProcessHandle.current().pid() + " " + HexFormat.of().formatHex(bytes) + "\n";
                try {
                    Files.writeString(
                            Path.of(requireNonNull(System.getenv(FILE), FILE)),
                            line,
                            US_ASCII,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
