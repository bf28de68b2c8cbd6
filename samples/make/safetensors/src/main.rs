//! Makes samples/models/sensor-network.safetensors with the reference library; see samples/README.md.
//! Usage: cargo run --manifest-path samples/make/safetensors/Cargo.toml -- samples/models

use safetensors::tensor::{serialize, Dtype, SafeTensors, TensorView};
use std::{collections::HashMap, env, fs, path::Path};

/// Weights that look like weights and are the same on every machine: a linear congruential sequence in [-0.5, 0.5).
fn weights(count: usize, seed: u32) -> Vec<u8> {
    let mut state = seed;
    (0..count)
        .flat_map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 8) as f32 / (1u32 << 24) as f32 - 0.5).to_le_bytes()
        })
        .collect()
}

fn main() {
    let folder = env::args().nth(1).expect("the folder to write to");
    let shapes = [("0.weight", vec![16, 4]), ("0.bias", vec![16]), ("2.weight", vec![2, 16]), ("2.bias", vec![2])];
    let data: Vec<_> = shapes.iter().zip(1..).map(|((_, shape), seed)| weights(shape.iter().product(), seed)).collect();
    let tensors = shapes.iter().zip(&data).map(|((name, shape), bytes)| {
        (*name, TensorView::new(Dtype::F32, shape.clone(), bytes).expect("shape and bytes agree"))
    });

    let metadata = HashMap::from([("format".to_string(), "pt".to_string())]);
    let file = serialize(tensors, Some(metadata)).expect("serializable");
    SafeTensors::deserialize(&file).expect("readable by the library that wrote it");
    fs::write(Path::new(&folder).join("sensor-network.safetensors"), file).expect("writable folder");
}
