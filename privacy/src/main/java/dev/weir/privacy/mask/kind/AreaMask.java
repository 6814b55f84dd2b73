package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.kind.Generalisation.Area;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;

/** The province, city or district of an address; of a shorter one, as much as it has. */
final class AreaMask implements TextMask {

    private final Area.Level level;
    private final byte[] refusal;

    AreaMask(Area.Level level, byte[] refusal) {
        this.level = level;
        this.refusal = refusal;
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        return ChineseAddress.read(new String(utf8, offset, length, StandardCharsets.UTF_8))
                .map(address -> address.text(level).getBytes(StandardCharsets.UTF_8))
                .orElseGet(refusal::clone);
    }
}
