package dev.weir.lineage.sending;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A broker of Kafka that is its own controller; what it has taken outlives {@link #stop}. */
final class KafkaBroker implements AutoCloseable {

    /** Below the ports that a system gives to connections, so that none of them takes one while the broker is down. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 12_000;

    private final Properties properties = new Properties();
    private final int port;
    private KafkaRaftServer server;

    KafkaBroker(Path folder) throws IOException {
        // Kafka ends the whole process where a broker cannot go on; here the test fails, with the reason.
        Exit.setExitProcedure(KafkaBroker::fail);
        Exit.setHaltProcedure(KafkaBroker::fail);
        int control;
        try (ServerSocket first = freePort();
                ServerSocket second = freePort()) {
            port = first.getLocalPort();
            control = second.getLocalPort();
        }
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@localhost:" + control);
        properties.setProperty("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + control);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("log.dirs", folder.toString());
        properties.setProperty("num.partitions", "1");
        properties.setProperty("default.replication.factor", "1");
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("meta.properties"), "version=1\ncluster.id=4L6g3nShT-eMCtK--X86sw\nnode.id=1\n");
        server = start();
    }

    private KafkaRaftServer start() {
        KafkaRaftServer started = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        started.startup();
        return started;
    }

    private static void fail(int status, @Nullable String reason) {
        throw new IllegalStateException("Kafka ended with status " + status + ": " + reason);
    }

    private static ServerSocket freePort() throws IOException {
        for (int tried = 0; ; tried++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (BindException e) {
                if (tried == 100) {
                    throw e;
                }
            }
        }
    }

    String address() {
        return "localhost:" + port;
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    void startAgain() {
        server = start();
    }

    /** The values of the first partition of a topic, in their order. */
    List<String> values(String topic) {
        Properties reading = new Properties();
        reading.setProperty("bootstrap.servers", address());
        TopicPartition first = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(first));
            consumer.seekToBeginning(List.of(first));
            long end = consumer.endOffsets(List.of(first)).getOrDefault(first, 0L);
            while (consumer.position(first) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
            }
        }
        return values;
    }

    @Override
    public void close() {
        stop();
    }
}
