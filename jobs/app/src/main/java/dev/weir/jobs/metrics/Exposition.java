package dev.weir.jobs.metrics;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.storage.StoreErrorText;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Measures as monitoring takes them: Prometheus' text, and OTLP. */
public final class Exposition {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Exposition() {}

    /** In Prometheus' text format, version 0.0.4. */
    public static String prometheus(List<Measure> measures) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        register(registry, measures);
        return registry.scrape();
    }

    /**
     * Sends them once, by OTLP over HTTP.
     *
     * @param collector the whole address, such as {@code http://collector:4318/v1/metrics}
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} when the collector does not take them
     */
    public static void otlp(List<Measure> measures, URI collector) {
        Sent sent = new Sent(new OtlpHttpMetricsSender(new HttpUrlConnectionSender(TIMEOUT, TIMEOUT)));
        OtlpMeterRegistry registry = OtlpMeterRegistry.builder(new Once(collector))
                .clock(Clock.SYSTEM)
                .metricsSender(sent)
                .build();
        register(registry, measures);
        registry.close(); // which sends
        sent.require(collector);
    }

    private static void register(MeterRegistry registry, List<Measure> measures) {
        for (Measure measure : measures) {
            Instrument instrument = measure.instrument();
            List<Tag> tags = new ArrayList<>();
            for (int i = 0; i < measure.labels().size(); i++) {
                tags.add(Tag.of(instrument.labels().get(i), measure.labels().get(i)));
            }
            Gauge.builder(instrument.id(), measure, Measure::value)
                    .strongReference(true)
                    .description(instrument.help())
                    .baseUnit(instrument.unit().isEmpty() ? null : instrument.unit())
                    .tags(tags)
                    .register(registry);
        }
    }

    /** Nothing is sent by a clock: the process ends. */
    private record Once(URI collector) implements OtlpConfig {
        @Override
        public String url() {
            return collector.toString();
        }

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration step() {
            return Duration.ofDays(1);
        }

        @Override
        public Map<String, String> resourceAttributes() {
            return Map.of("service.name", "weir");
        }

        @Override
        public @Nullable String get(String key) {
            return null;
        }
    }

    /** Keeps what the registry would only log. */
    private static final class Sent implements OtlpMetricsSender {

        private static final Pattern STATUS = Pattern.compile("HTTP status code ([0-9]{3})");

        private final OtlpMetricsSender sender;
        private boolean done;
        private Optional<Exception> failure = Optional.empty();

        Sent(OtlpMetricsSender sender) {
            this.sender = sender;
        }

        @Override
        public void send(Request request) throws Exception {
            try {
                sender.send(request);
                done = true;
            } catch (Exception e) {
                failure = Optional.of(e);
                throw e;
            }
        }

        /** The sender wraps what its connection throws; of an answer it has the status in its own words. */
        private static String words(Throwable failure) {
            Throwable innermost = failure;
            while (innermost.getCause() != null) {
                innermost = innermost.getCause();
            }
            Matcher status = STATUS.matcher(String.valueOf(innermost.getMessage()));
            if (status.find()) {
                return "it answers with HTTP status " + status.group(1);
            }
            return StoreErrorText.unanswered(failure, "it", "its address")
                    .orElse(innermost.getClass().getSimpleName());
        }

        void require(URI collector) {
            if (failure.isPresent() || !done) {
                throw ProblemsException.of(
                        Code.STORE_UNREACHABLE,
                        Place.of(collector.toString()),
                        "The collector '" + collector + "' has not taken the metrics",
                        failure.map(Sent::words).orElse("nothing was sent"),
                        "Look whether it listens there and takes OTLP over HTTP, then run the command again.",
                        failure.orElse(null));
            }
        }
    }
}
