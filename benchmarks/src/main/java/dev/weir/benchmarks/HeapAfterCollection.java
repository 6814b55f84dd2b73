package dev.weir.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** How full the heap was at most when a collection had ended: what was needed, and the old garbage that a young collection leaves. */
final class HeapAfterCollection {

    private final AtomicLong most = new AtomicLong();
    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .map(pool -> pool.getName())
            .collect(Collectors.toSet());

    private HeapAfterCollection() {}

    /** Looks from now on. */
    static HeapAfterCollection watch() {
        HeapAfterCollection heap = new HeapAfterCollection();
        NotificationListener listener = (notification, unused) -> {
            if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                heap.saw(GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                        .getGcInfo()
                        .getMemoryUsageAfterGc());
            }
        };
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
        }
        return heap;
    }

    private void saw(Map<String, MemoryUsage> after) {
        long used = after.entrySet().stream()
                .filter(pool -> pools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        most.accumulateAndGet(used, Math::max);
    }

    /** In MiB. */
    long atMost() {
        return most.get() >> 20;
    }

    /** What is needed now, after a full collection, in MiB. */
    static long now() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
