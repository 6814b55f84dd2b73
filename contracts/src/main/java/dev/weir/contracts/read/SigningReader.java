package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Nearest;
import dev.weir.contracts.Problems;
import dev.weir.contracts.SigningAlgorithm;
import dev.weir.contracts.SigningSettings;
import dev.weir.contracts.TimestampSettings;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code signing} of a profile; what it does not say is as usual. */
final class SigningReader {

    private static final String ALGORITHM = "algorithm";
    private static final String KEY = "key";
    private static final String PUBLIC = "public";
    private static final String TIMESTAMPS = "timestamps";
    private static final String URL = "url";
    private static final String TRUST = "trust";

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/@]+(/[^\\s@]*)?");

    private SigningReader() {}

    static SigningSettings read(YamlMap signing, Environment environment, Problems problems) {
        SigningSettings usual = SigningSettings.USUAL;
        String key = environment.fill(signing, KEY, usual.privateKey());
        String publicKey = environment.fill(signing, PUBLIC, usual.publicKey());
        if (key.isBlank() || publicKey.isBlank() || key.equals(publicKey)) {
            problems.add(
                    Code.INVALID_VALUE,
                    signing.placeOf(signing.has(KEY) ? KEY : PUBLIC),
                    "'" + KEY + "' and '" + PUBLIC + "' are not two files",
                    "the private key is for its owner alone, the public one for everybody",
                    "name two, such as " + usual.privateKey() + " and " + usual.publicKey() + ", or leave both out");
            return usual;
        }
        return new SigningSettings(
                algorithm(signing, environment, problems),
                key,
                publicKey,
                signing.map(TIMESTAMPS).flatMap(map -> timestamps(map, environment, problems)));
    }

    private static Optional<TimestampSettings> timestamps(YamlMap map, Environment environment, Problems problems) {
        String url = environment.fill(map, URL, "");
        String trust = environment.fill(map, TRUST, "");
        if (!ADDRESS.matcher(url).matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    map.placeOf(URL),
                    "'" + URL + "' of '" + TIMESTAMPS + "' is no address of HTTP",
                    "a time-stamp authority is asked by HTTP, without a password in its address",
                    "write it with http:// or https://, such as https://tsa.example.org/tsr");
            return Optional.empty();
        }
        if (trust.isBlank()) {
            problems.add(
                    Code.INVALID_VALUE,
                    map.placeOf(TRUST),
                    "'" + TRUST + "' of '" + TIMESTAMPS + "' is empty",
                    "a time stamp proves something only to those who know whose it is",
                    "name the file with the certificate of the authority, or of its root, in PEM");
            return Optional.empty();
        }
        return Optional.of(new TimestampSettings(url, trust));
    }

    private static SigningAlgorithm algorithm(YamlMap signing, Environment environment, Problems problems) {
        String word = environment.fill(
                signing, ALGORITHM, SigningSettings.USUAL.algorithm().word());
        Optional<SigningAlgorithm> found = Stream.of(SigningAlgorithm.values())
                .filter(algorithm -> algorithm.word().equals(word))
                .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        List<String> words =
                Stream.of(SigningAlgorithm.values()).map(SigningAlgorithm::word).toList();
        problems.add(
                Code.INVALID_VALUE,
                signing.placeOf(ALGORITHM),
                "there is no way of signing called '"
                        + signing.scalar(ALGORITHM).map(YamlScalar::text).orElse(word) + "'",
                "releases are signed by " + String.join(" or ", words),
                Nearest.remedy(word, words, "write " + words.get(0) + ", or leave '" + ALGORITHM + "' out"));
        return SigningSettings.USUAL.algorithm();
    }
}
