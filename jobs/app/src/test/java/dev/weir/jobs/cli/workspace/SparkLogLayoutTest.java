package dev.weir.jobs.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** What runs/spark.log keeps of an exception that quotes a value. */
class SparkLogLayoutTest {

    private static final String VALUE = "11010519491231002X";

    private final PatternLayout layout;

    SparkLogLayoutTest() throws IOException {
        Properties settings = new Properties();
        try (InputStream file = Objects.requireNonNull(SparkLog.class.getResourceAsStream("/log4j2.properties"))) {
            settings.load(file);
        }
        layout = PatternLayout.newBuilder()
                .withPattern(settings.getProperty("appender.file.layout.pattern"))
                .withAlwaysWriteExceptions(
                        Boolean.parseBoolean(settings.getProperty("appender.file.layout.alwaysWriteExceptions")))
                .build();
    }

    private String line(String message, Throwable thrown) {
        return layout.toSerializable(Log4jLogEvent.newBuilder()
                .setLoggerName("org.apache.spark.scheduler.TaskSetManager")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage(message))
                .setThrown(thrown)
                .build());
    }

    @Test
    void keepsNoWordsOfAnExceptionThatQuotesAValue() {
        Throwable cause = new NumberFormatException("For input string: \"" + VALUE + "\nand " + VALUE + "\"");
        String line = line(
                "Lost task 0.0 in stage 2.0 (TID 3) (host executor driver): org.apache.spark.SparkArithmeticException:"
                        + " [CAST_OVERFLOW] The value " + VALUE + "\n" + VALUE
                        + " cannot be cast\n\tat a.B.c(B.java:1)\n",
                new IllegalStateException("[INVALID_URL] The url is invalid: http://[" + VALUE, cause));
        assertThat(line)
                .doesNotContain(VALUE)
                .contains("Lost task 0.0 in stage 2.0", "SparkArithmeticException", "a.B.c(B.java:1)")
                .contains("IllegalStateException", "Caused by: java.lang.NumberFormatException", "SparkLogLayoutTest");
    }

    @Test
    void keepsTheWordsOfAStoreThatFails() {
        assertThat(line("Cannot write", new IOException("No space left on device")))
                .contains("Cannot write", "java.io.IOException: No space left on device");
    }
}
