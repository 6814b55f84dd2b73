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
public record SinkTargets(SinkTarget product, Map<Outlet, SinkTarget> outlets) {

    public SinkTargets {
        Map<Outlet, SinkTarget> copy = new EnumMap<>(Outlet.class);
        copy.putAll(outlets);
        outlets = Collections.unmodifiableMap(copy);
    }

    public SinkTargets(SinkTarget product, Optional<SinkTarget> quarantine, Optional<SinkTarget> sourceQuarantine) {
        this(product, quarantines(quarantine, sourceQuarantine));
    }

    private static Map<Outlet, SinkTarget> quarantines(Optional<SinkTarget> rows, Optional<SinkTarget> records) {
        Map<Outlet, SinkTarget> outlets = new EnumMap<>(Outlet.class);
        rows.ifPresent(target -> outlets.put(Outlet.QUARANTINE, target));
        records.ifPresent(target -> outlets.put(Outlet.SOURCE_QUARANTINE, target));
        return outlets;
    }

    /** The same, with one outlet more. */
    public SinkTargets with(Outlet outlet, SinkTarget target) {
        Map<Outlet, SinkTarget> more = new EnumMap<>(Outlet.class);
        more.putAll(outlets);
        more.put(outlet, target);
        return new SinkTargets(product, more);
    }
}
