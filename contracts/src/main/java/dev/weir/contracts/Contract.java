package dev.weir.contracts;

import dev.weir.contracts.text.HashedFile;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An ODCS v3.2 contract as Weir uses it: of a source, or of a product's output port.
 *
 * @param id its id, such as {@code clinical.encounters}
 * @param version its semantic version
 * @param about what people should know of it
 * @param tables in the contract's order
 * @param terms how long, how often, how sensitive
 * @param file the file it stands in, with its SHA-256
 */
public record Contract(String id, String version, About about, List<Table> tables, Terms terms, HashedFile file) {

    public Contract {
        tables = List.copyOf(tables);
    }

    public Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /**
     * What people should know.
     *
     * @param name its display name; the id when none is given
     * @param status such as {@code active}
     * @param purpose empty when none is given, as are the next two
     * @param owners the team's members, each an address or a name
     */
    public record About(
            String name, String status, String purpose, String limitations, String usage, List<String> owners) {
        public About {
            owners = List.copyOf(owners);
        }
    }

    /**
     * What the contract promises.
     *
     * @param format the table format; empty for the workspace's default
     * @param grade {@code weirGrade}; empty when not stated
     * @param serviceLevels every {@code slaProperties} entry as {@code property = value unit}, in order
     * @param schedule what they say of when it is due
     */
    public record Terms(
            Optional<TableFormat> format, Optional<DataGrade> grade, List<String> serviceLevels, Schedule schedule) {

        /** Terms that say nothing of when it is due. */
        public Terms(Optional<TableFormat> format, Optional<DataGrade> grade, List<String> serviceLevels) {
            this(format, grade, serviceLevels, Schedule.NONE);
        }

        public Terms {
            serviceLevels = List.copyOf(serviceLevels);
        }
    }

    /**
     * When data are due. A scheduler reads it; Weir starts no run by itself.
     *
     * @param cron the five fields of a cron expression, in the workspace's time zone
     * @param every how often
     * @param latency how old values may be
     */
    public record Schedule(Optional<String> cron, Optional<Duration> every, Optional<Duration> latency) {

        /** Nothing is said of it. */
        public static final Schedule NONE = new Schedule(Optional.empty(), Optional.empty(), Optional.empty());

        /** Of what is released together with another contract: the first cron expression, and the shorter times. */
        public Schedule with(Schedule other) {
            return new Schedule(cron.or(other::cron), shorter(every, other.every), shorter(latency, other.latency));
        }

        private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
            return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
        }
    }
}
