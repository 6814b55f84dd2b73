package dev.weir.lineage.sending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openlineage.client.transports.KafkaConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * A topic of Kafka, under the keys of OpenLineage's {@code kafka} transport. An event is taken when all replicas in sync have
 * acknowledged it. The producer is made with the first event: its brokers may be down when a run begins.
 */
final class KafkaDestination implements Destination {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SERIALIZER = "org.apache.kafka.common.serialization.StringSerializer";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Function<Properties, Producer<String, String>> maker;
    private final Properties properties = new Properties();
    private final String topic;
    private final Optional<String> key;
    private @Nullable Producer<String, String> producer;

    /** @throws LinkageError where Kafka's client library is not on the class path */
    KafkaDestination(KafkaConfig config) { // the reference to its constructor fails without the library
        this(config, KafkaProducer::new);
    }

    KafkaDestination(KafkaConfig config, Function<Properties, Producer<String, String>> maker) {
        this.maker = maker;
        this.topic = config.getTopicName();
        this.key = Optional.ofNullable(config.getMessageKey());
        properties.setProperty("key.serializer", SERIALIZER);
        properties.setProperty("value.serializer", SERIALIZER);
        properties.setProperty("max.block.ms", Long.toString(PATIENCE.toMillis() / 2));
        if (config.getProperties() != null) {
            properties.putAll(config.getProperties());
        }
        properties.setProperty("acks", "all");
    }

    @Override
    public Delivery send(String event) throws InterruptedException {
        try {
            if (producer == null) {
                producer = maker.apply(properties);
            }
            Future<?> sent = producer.send(new ProducerRecord<>(topic, key.orElseGet(() -> key(event)), event));
            sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Delivery.TAKEN;
        } catch (TimeoutException e) {
            return new Delivery.Later("no broker acknowledged the event in " + PATIENCE.toMillis() + " ms");
        } catch (InterruptException e) {
            throw new InterruptedException();
        } catch (ExecutionException | RuntimeException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            return cause instanceof RecordTooLargeException
                    ? new Delivery.Refused("Kafka's limit of a record", Destination.kind(e))
                    : new Delivery.Later(
                            cause instanceof InvalidTopicException
                                    ? "Kafka takes no such name of a topic"
                                    : "Kafka's producer failed (" + Destination.kind(e) + ")");
        }
    }

    /** As OpenLineage's own transport makes it: events of one root job stay in one partition, in their order. */
    static String key(String event) {
        JsonNode json;
        try {
            json = JSON.readTree(event);
        } catch (JsonProcessingException e) {
            return "run:";
        }
        JsonNode parent = json.at("/run/facets/parent");
        JsonNode job = parent.at("/root/job").isObject()
                ? parent.at("/root/job")
                : parent.at("/job").isObject() ? parent.at("/job") : json.path("job");
        return "run:" + job.path("namespace").asText() + "/" + job.path("name").asText();
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }
}
