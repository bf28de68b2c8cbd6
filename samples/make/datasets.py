"""Makes samples/datasets; everything in them is invented or a published test value, see samples/README.md.

Usage: python3 samples/make/datasets.py   (from the repository root; standard library only)
"""

import csv
import datetime
import json
import pathlib
import random

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "datasets"


def write(name, delimiter, rows):
    with open(FOLDER / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)


def sensor_readings(rng):
    """A clean table: four machines, one reading every quarter of an hour, two equally frequent classes."""
    rows = [["machine", "time", "temperature_c", "humidity_percent", "vibration_mm_s", "current_a", "state"]]
    start = datetime.datetime(2024, 3, 1)
    for step in range(150):
        time = (start + datetime.timedelta(minutes=15 * step)).strftime("%Y-%m-%dT%H:%M:%SZ")
        for machine in ("press-a", "press-b", "mill-a", "mill-b"):
            hot = rng.random() < 0.5
            rows.append([machine, time, f"{rng.gauss(58 if hot else 41, 2.5):.1f}", f"{rng.gauss(52, 4):.1f}",
                         f"{rng.gauss(1.5 if hot else 0.9, 0.12):.2f}", f"{rng.gauss(9.5 if hot else 6.0, 0.6):.1f}",
                         "hot" if hot else "cold"])
    write("sensor-readings.csv", ",", rows)


def maintenance_notes(rng):
    """Clean JSON Lines: short texts with a label."""
    parts = ["bearing", "belt", "cooling fan", "spindle", "valve", "filter", "coupling", "gearbox"]
    worn = ["shows wear", "runs hot", "makes a grinding sound", "leaks oil", "is out of line"]
    fine = ["works as expected", "was cleaned", "passed the check", "has new seals", "is in good shape"]
    texts = [(machine, f"The {part} of the {machine} {state}.", label)
             for machine in ("press", "mill") for part in parts
             for label, states in (("repair", worn), ("fine", fine)) for state in states]
    rng.shuffle(texts)
    with open(FOLDER / "maintenance-notes.jsonl", "w", encoding="utf-8", newline="\n") as file:
        for machine, text, label in texts:
            file.write(json.dumps({"machine": machine, "text": text, "label": label}) + "\n")


def customers(rng):
    """Direct identifiers of every supported kind; each value is reserved, published as an example, or never issued."""
    given = ["Ada", "Bo", "Chi", "Dana", "Eli", "Finn", "Gia", "Hugo", "Ines", "Jo", "Kim", "Lena"]
    family = ["Sample", "Example", "Placeholder", "Testcase", "Dummy", "Specimen", "Mockup", "Draft", "Proof", "Model"]
    cards = ["4111111111111111", "4012888888881881", "5555555555554444", "5105105105105100", "378282246310005",
             "371449635398431", "6011111111111117", "6011000990139424", "30569309025904", "3530111333300000"]
    ibans = ["GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300",
             "BE68539007547034", "CH9300762011623852957", "ES9121000418450200051332", "AT611904300234573201",
             "NO9386011117947", "SE4550000000058398257466"]
    documentation_networks = ["192.0.2", "198.51.100", "203.0.113"]
    areas = ["202", "303", "312", "415", "512", "617", "718"]
    rows = [["customer", "name", "email", "phone", "card_number", "iban", "ssn", "ipv4", "ipv6", "city", "plan", "spend"]]
    for number in range(1, 61):
        first, last = rng.choice(given), rng.choice(family)
        rows.append([f"C{number:03}", f"{first} {last}", f"{first}.{last}{number}@example.{rng.choice(['com', 'org', 'net'])}".lower(),
                     f"+1 {rng.choice(areas)}-555-01{number:02}", cards[number % 10], ibans[number * 7 % 10],
                     f"{rng.randint(734, 749)}-{rng.randint(11, 98)}-{rng.randint(1001, 9998)}",
                     f"{rng.choice(documentation_networks)}.{number}", f"2001:db8::{number:x}:{rng.randint(1, 65535):x}",
                     rng.choice(["Northtown", "Southport", "Eastham", "Westford"]), rng.choice(["basic", "plus"]),
                     f"{rng.uniform(5, 95):.2f}"])
    write("customers-synthetic.csv", ",", rows)


def messy_export():
    """One of each common defect in a file that calls itself TSV."""
    rows = [b"order\tamount\tamount\t\tcountry\tnote\tsource"]
    for number in range(1, 31):
        amount = [b"12.50", b"N/A", b"", b"twelve", b"7.25"][number % 5]
        country = [b"DE", b"NA", b"fr", b"null", b"NL "][number % 5]
        rows.append(b"\t".join([b"%04d" % number, amount, b"%d" % (number % 3), b"x", country, b"plain note", b"export"]))
    rows += rows[1:4]
    rows += [
        b"0031\t3.10\t1\tx\tDE\t=HYPERLINK(\"http://example.com/\",\"open\")\texport",
        b"0032\t3.20\t1\tx\tDE\t@SUM(1+1)\texport",
        b"0033\t3.30\t1\tx\tDE\tbell \x07 and zero width \xe2\x80\x8b space\texport",
        b"0034\t3.40\t1\tx\tDE\tinvoice \xe2\x80\xaegnp.exe\xe2\x80\xac attached\texport",
        b"0035\t3.50\t1\tx\tFR\tcaf\xe9 in another encoding\texport",
        b"0036\t3.60\t1\tx",
        b"0037\t3.70\t1\tx\tDE\tone field\ttoo\tmany",
    ]
    (FOLDER / "messy-export.tsv").write_bytes(b"\n".join(rows) + b"\n")


def main():
    FOLDER.mkdir(exist_ok=True)
    sensor_readings(random.Random(11))
    maintenance_notes(random.Random(12))
    customers(random.Random(13))
    messy_export()


if __name__ == "__main__":
    main()
