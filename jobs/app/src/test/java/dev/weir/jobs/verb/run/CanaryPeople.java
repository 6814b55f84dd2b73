package dev.weir.jobs.verb.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Made-up people whose every word is distinct, so that one found anywhere says where it came from. */
record CanaryPeople(List<Person> people) {

    private static final String[] SURNAMES = {"欧阳", "司徒", "慕容", "上官", "诸葛", "尉迟", "令狐", "轩辕"};
    private static final String RARE = "珂玥翀骞彧琤昶煊璟霁旻翯棽懿";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    /** One of them. */
    record Person(
            String number, String name, String identity, String mobile, String card, String email, String address) {

        /** A remark of a nurse, with all of it inside. */
        String remark() {
            return name + "（身份证" + identity + "）电话" + mobile + "，住" + address + "，" + email + "，卡号" + card;
        }

        /** What a search of texts always finds: it has a check digit or a form of its own. */
        String numbers() {
            return "身份证" + identity + "，电话" + mobile + "，" + email + "，卡号" + card + "。";
        }

        private Stream<String> words() {
            return Stream.of(number, name, identity, mobile, card, email, address);
        }
    }

    /** So many, the same for the same seed. */
    static CanaryPeople of(int count, long seed) {
        Random random = new Random(seed);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String given = "" + RARE.charAt((2 * i) % RARE.length()) + RARE.charAt((2 * i + 1) % RARE.length());
            people.add(new Person(
                    String.format(Locale.ROOT, "CNRY%08d", random.nextInt(100_000_000)),
                    SURNAMES[i % SURNAMES.length] + given,
                    identity(random),
                    "139" + digits(random, 8),
                    card(random),
                    "canary" + digits(random, 6) + "@example.org",
                    "金丝雀省鸣禽市栖木路" + (1000 + random.nextInt(9000)) + "号"));
        }
        return new CanaryPeople(List.copyOf(people));
    }

    /** Everything that may be found nowhere. */
    List<String> words() {
        return people.stream().flatMap(Person::words).toList();
    }

    private static String identity(Random random) {
        String first = "110101" + (1950 + random.nextInt(50)) + "0412" + digits(random, 3);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (first.charAt(i) - '0');
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    private static String card(Random random) {
        String first = "622202" + digits(random, 12);
        int sum = 0;
        for (int i = 0; i < first.length(); i++) {
            int digit = first.charAt(first.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? (2 * digit) / 10 + (2 * digit) % 10 : digit;
        }
        return first + (10 - sum % 10) % 10;
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
