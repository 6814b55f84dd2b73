package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.sink.spec.SinkSpec;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the rows of a table go.
 *
 * @param product the good ones, masked ({@link SinkSpec#released()})
 * @param outlets every other way that is open: the quarantine where a rule can take a row out, the source's where a record
 *     may not parse
 */
public record SinkTargets(SinkTarget product, Map<SideOutput, SinkTarget> outlets) {

    public SinkTargets {
        Map<SideOutput, SinkTarget> copy = new EnumMap<>(SideOutput.class);
        copy.putAll(outlets);
        outlets = Collections.unmodifiableMap(copy);
    }

    public SinkTargets(SinkTarget product, Optional<SinkTarget> quarantine, Optional<SinkTarget> sourceQuarantine) {
        this(product, quarantines(quarantine, sourceQuarantine));
    }

    private static Map<SideOutput, SinkTarget> quarantines(Optional<SinkTarget> rows, Optional<SinkTarget> records) {
        Map<SideOutput, SinkTarget> outlets = new EnumMap<>(SideOutput.class);
        rows.ifPresent(target -> outlets.put(SideOutput.QUARANTINE, target));
        records.ifPresent(target -> outlets.put(SideOutput.SOURCE_QUARANTINE, target));
        return outlets;
    }

    /** The same, with one outlet more. */
    public SinkTargets with(SideOutput outlet, SinkTarget target) {
        Map<SideOutput, SinkTarget> more = new EnumMap<>(SideOutput.class);
        more.putAll(outlets);
        more.put(outlet, target);
        return new SinkTargets(product, more);
    }
}
