package dev.weir.jobs.release;

import dev.weir.contracts.release.Manifest;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.ReleaseLog;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;

/** A log whose publishing is another's. */
public record PublishingLog(ReleaseLog log, Function<Manifest, PublishResult> publishing) implements ReleaseLog {

    @Override
    public LongStream numbers(String product) {
        return log.numbers(product);
    }

    @Override
    public OptionalLong last(String product) {
        return log.last(product);
    }

    @Override
    public boolean isVoid(String product, long number) {
        return log.isVoid(product, number);
    }

    @Override
    public Optional<Manifest> fence(String product, long number, String run) {
        return log.fence(product, number, run);
    }

    @Override
    public Optional<Manifest> latest(String product) {
        return log.latest(product);
    }

    @Override
    public Manifest read(String product, long number) {
        return log.read(product, number);
    }

    @Override
    public String sha256(String product, long number) {
        return log.sha256(product, number);
    }

    @Override
    public boolean isProved(Manifest manifest) {
        return log.isProved(manifest);
    }

    @Override
    public PublishResult publish(Manifest manifest) {
        return publishing.apply(manifest);
    }
}
