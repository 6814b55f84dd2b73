package dev.weir.privacy.mask;

import dev.weir.contracts.MaskChoice;
import dev.weir.privacy.mask.Generalisation.Area;
import dev.weir.privacy.mask.Generalisation.Band;
import dev.weir.privacy.mask.Generalisation.Bin;
import dev.weir.privacy.mask.Generalisation.Parent;
import dev.weir.privacy.mask.Generalisation.Period;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A mask as people write it, with all its parameters: what {@link MaskParser} reads back. */
final class MaskWriter implements Mask.Cases<MaskChoice> {

    /** What each method means where nothing else is said; methods that say nothing by themselves are not there. */
    static final Map<MaskMethod, Mask> DEFAULTS = defaults();

    private static Map<MaskMethod, Mask> defaults() {
        Map<MaskMethod, Mask> defaults = new EnumMap<>(MaskMethod.class);
        for (MaskMethod method : MaskMethod.values()) {
            if (method != MaskMethod.GENERALISE && method != MaskMethod.TRUNCATE) {
                defaults.put(method, Mask.parse(method.word()));
            }
        }
        return defaults;
    }

    @Override
    public MaskChoice keep(Mask.Keep mask) {
        return plain(mask);
    }

    @Override
    public MaskChoice drop(Mask.Drop mask) {
        return plain(mask);
    }

    @Override
    public MaskChoice nullify(Mask.Nullify mask) {
        return plain(mask);
    }

    @Override
    public MaskChoice redact(Mask.Redact mask) {
        return choice(mask, "extent", word(mask.extent()));
    }

    @Override
    public MaskChoice partial(Mask.Partial mask) {
        return choice(mask, "first", mask.first(), "last", mask.last());
    }

    @Override
    public MaskChoice pseudonymise(Mask.Pseudonymise mask) {
        return mask.domain()
                .map(domain -> choice(mask, "algorithm", mask.algorithm().word(), "domain", domain))
                .orElseGet(() -> choice(mask, "algorithm", mask.algorithm().word()));
    }

    @Override
    public MaskChoice encrypt(Mask.Encrypt mask) {
        return choice(mask, "format", word(mask.form()), "cipher", word(mask.cipher()), "keep", mask.kept());
    }

    @Override
    public MaskChoice generalise(Mask.Generalise mask) {
        Generalisation to = mask.to();
        if (to instanceof Period period) {
            return choice(mask, "to", word(period.unit()));
        } else if (to instanceof Band band) {
            return choice(mask, "to", "band", "width", band.width(), "from", band.top());
        } else if (to instanceof Area area) {
            return choice(mask, "to", word(area.level()));
        } else if (to instanceof Parent parent) {
            return choice(mask, "to", "parent", "levels", parent.characters());
        } else if (to instanceof Bin bin) {
            return choice(mask, "to", "bin", "width", bin.width().toPlainString());
        }
        throw new IllegalStateException("A way of generalising that nobody can write: " + to);
    }

    @Override
    public MaskChoice shift(Mask.Shift mask) {
        return mask.least() == 1 ? plain(mask) : choice(mask, "least", mask.least());
    }

    @Override
    public MaskChoice truncate(Mask.Truncate mask) {
        return choice(mask, "length", mask.length());
    }

    @Override
    public MaskChoice surrogate(Mask.Surrogate mask) {
        return plain(mask);
    }

    private static MaskChoice plain(Mask mask) {
        return choice(mask);
    }

    private static MaskChoice choice(Mask mask, Object... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
        }
        return new MaskChoice(mask.method().word(), parameters);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
